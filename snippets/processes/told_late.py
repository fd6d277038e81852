# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A child has ended, and its returncode is None."""

import subprocess
import sys
import time

import anyio


async def main() -> None:
    command = [sys.executable, "-c", "print('done')"]
    child = await anyio.open_process(
        command, stdin=subprocess.DEVNULL, stderr=None
    )
    async with child:
        assert child.stdout
        print(await child.stdout.receive())
        time.sleep(1)  # the child ends, and this loop can't notice
        print("at once:", child.returncode)
        print("wait():", await child.wait())
        print("afterwards:", child.returncode)
        try:
            child.kill()
        except ProcessLookupError:
            print("kill() raised ProcessLookupError")
        else:
            print("kill() did nothing")


anyio.run(main)
