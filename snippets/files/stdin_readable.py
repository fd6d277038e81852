# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""Wait for standard input without a thread, and read what is there."""

import os

import anyio


class Lines:
    def __init__(self, number: int) -> None:
        self._number = number  # of standard input: 0
        self._buffer = b""

    async def readline(self) -> str:
        """The next line, or "" at the end."""
        while b"\n" not in self._buffer:
            await anyio.wait_readable(self._number)
            chunk = os.read(self._number, 65_536)
            if not chunk:
                break
            self._buffer += chunk
        line, end, self._buffer = self._buffer.partition(b"\n")
        return (line + end).decode()


async def main() -> None:
    async with anyio.TemporaryFile() as file:
        try:
            await anyio.wait_readable(file.wrapped.fileno())
        except PermissionError:
            print("a regular file: PermissionError")

    # a pipe stands for standard input
    source, target = os.pipe()
    with open(source, "rb", buffering=0), open(target, "w") as user:
        stdin = Lines(source)
        with anyio.move_on_after(0.2) as scope:
            await stdin.readline()
        print("left:", scope.cancelled_caught)

        user.write("first line\nsecond line\nrest")
        user.close()
        while line := await stdin.readline():
            print("line:", repr(line))


anyio.run(main)
