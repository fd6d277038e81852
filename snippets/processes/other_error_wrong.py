# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# right = "processes/killed_on_error.py"
# ///
"""An exception waits for the child before it leaves the block."""

import sys

import anyio

BACKUP = """
import time
time.sleep(1)
print("backup: finished", flush=True)
"""


async def main() -> None:
    command = [sys.executable, "-c", BACKUP]
    try:
        async with await anyio.open_process(command, stdout=None) as child:
            print("the program: fails")
            raise ValueError("no room")
    except ValueError as error:
        print("the program:", error)
    print("exit code:", child.returncode)


anyio.run(main)
