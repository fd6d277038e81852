# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""An abandoned read can be left, but takes the next line with it."""

import os

import anyio
from anyio import to_thread


async def main() -> None:
    # a pipe stands for standard input
    source, target = os.pipe()
    with open(source) as stdin, open(target, "w", buffering=1) as user:
        with anyio.move_on_after(0.2) as scope:
            await to_thread.run_sync(stdin.readline, abandon_on_cancel=True)
        print("left:", scope.cancelled_caught)

        user.write("first line\n")
        user.write("second line\n")
        line = await to_thread.run_sync(stdin.readline)
        print("the next read gets:", line.strip())


anyio.run(main)
