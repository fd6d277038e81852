# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# platforms = ["linux", "darwin"]
# ///
"""A time limit kills the child, which can't clean up."""

import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import anyio

WORK = """
import pathlib, signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit())
lock = pathlib.Path("work.lock")
lock.touch()
try:
    time.sleep(60)
finally:
    lock.unlink()
"""


async def main() -> None:
    with TemporaryDirectory() as folder:
        lock = Path(folder, "work.lock")
        command = [sys.executable, "-c", WORK]
        run = partial(anyio.run_process, command, cwd=folder)
        with anyio.move_on_after(2) as scope:
            await run()
        print("cut:", scope.cancelled_caught)
        print("the lock is left:", lock.exists())


anyio.run(main)
