# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# platforms = ["linux", "darwin"]
# ///
"""A daemon that keeps the pipe open keeps run_process() waiting."""

import os
import sys
from subprocess import DEVNULL

import anyio

DAEMON = "import sys; sys.stdin.read()"
LAUNCHER = f"""
import subprocess, sys
subprocess.Popen([sys.executable, "-c", {DAEMON!r}])
"""


async def main() -> None:
    command = [sys.executable, "-c", LAUNCHER]
    read_end, write_end = os.pipe()
    # the daemons run until the write end is closed
    with open(read_end, "rb") as stdin, open(write_end, "wb"):
        with anyio.move_on_after(1) as scope:
            await anyio.run_process(command, stdin=stdin)
        print("with pipes, it came back:", not scope.cancelled_caught)
        done = await anyio.run_process(
            command, stdin=stdin, stdout=DEVNULL, stderr=DEVNULL
        )
        print("without pipes, it came back:", done.returncode)
        async with await anyio.open_process(command, stdin=stdin) as child:
            print("wait() came back:", await child.wait())


anyio.run(main)
