# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# platforms = ["linux"]
# ///
"""A child has ended, and its returncode is None."""

import os
import sys
from contextlib import suppress
from subprocess import DEVNULL

import anyio
from anyio.abc import Process


def block_until_end(child: Process) -> None:
    with suppress(ChildProcessError):  # asyncio knows before its loop
        os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)


async def main() -> None:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    async with await anyio.open_process(
        command, stdin=DEVNULL, stdout=None, stderr=None
    ) as child:
        child.terminate()
        block_until_end(child)  # meanwhile the event loop stands still
        print("after its end:", child.returncode)
        print("wait():", await child.wait())
        print("after wait():", child.returncode)
        try:
            child.kill()
        except ProcessLookupError:
            print("kill() raised ProcessLookupError")
        else:
            print("kill() did nothing")


anyio.run(main)
