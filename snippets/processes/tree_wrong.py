# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# platforms = ["linux", "darwin"]
# right = "processes/tree.py"
# ///
"""What a child has started survives the child's time limit."""

import os
import sys

import anyio

COMPILER = """
import time
print("compiling", flush=True)
time.sleep(4)
print("still compiling", flush=True)
"""
BUILD = f"""
import subprocess, sys
subprocess.run([sys.executable, "-c", {COMPILER!r}])
"""


async def main() -> None:
    command = [sys.executable, "-c", BUILD]
    read_end, write_end = os.pipe()
    async with anyio.wrap_file(open(read_end, "rb")) as output:
        with open(write_end, "wb") as stdout:
            with anyio.move_on_after(2) as scope:
                await anyio.run_process(command, stdout=stdout)
        print("cut:", scope.cancelled_caught)
        with anyio.fail_after(15):
            # the end comes when nobody has the pipe any more
            print("all of its output:", await output.read())


anyio.run(main)
