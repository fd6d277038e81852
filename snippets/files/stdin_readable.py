# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""A limit leaves a wait for standard input, which has taken nothing."""

import os

import anyio


async def comes_soon(number: int) -> bool:
    with anyio.move_on_after(0.2) as scope:
        await anyio.wait_readable(number)
    return not scope.cancelled_caught


async def main() -> None:
    # a pipe stands for standard input, whose number is 0
    source, target = os.pipe()
    with open(source) as stdin, open(target, "w", buffering=1) as user:
        print("comes soon:", await comes_soon(source))
        user.write("first line\n")
        await anyio.wait_readable(source)
        print("read:", os.read(source, 65_536))

        user.write("second line\nthird line\n")
        print("by the file:", stdin.readline().strip())
        print("seen by the loop:", await comes_soon(source))

    async with anyio.TemporaryFile() as file:
        try:
            await anyio.wait_readable(file.wrapped.fileno())
        except PermissionError:
            print("a regular file: PermissionError")


anyio.run(main)
