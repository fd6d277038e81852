# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancellable_thread.py"]
# ///
"""An abandoned read can be left, but takes the next line with it."""

import os
import threading
from typing import TextIO

import anyio
from anyio import to_thread

got_line = threading.Event()


def read_line(stdin: TextIO) -> str:
    line = stdin.readline()
    got_line.set()
    return line


async def main() -> None:
    # a pipe stands for standard input
    source, target = os.pipe()
    with open(source) as stdin, open(target, "w", buffering=1) as user:
        with anyio.move_on_after(0.2) as scope:
            await to_thread.run_sync(
                read_line, stdin, abandon_on_cancel=True
            )
        print("left:", scope.cancelled_caught)

        user.write("first line\n")
        user.write("second line\n")
        await to_thread.run_sync(got_line.wait, 30)  # the thread
        line = await to_thread.run_sync(read_line, stdin)
        print("the next read gets:", line.strip())


anyio.run(main)
