# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# platforms = ["linux", "darwin"]
# ///
"""A limit that ends a child with all that it has started."""

import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from subprocess import STDOUT
from typing import IO

import anyio

COMPILER = "import time; print('compiling', flush=True); time.sleep(60)"
BUILD = f"""
import subprocess, sys
subprocess.run([sys.executable, "-c", {COMPILER!r}])
"""


async def run_within(
    seconds: float, command: Sequence[str], stdout: IO[bytes]
) -> int:
    async with await anyio.open_process(
        command, stdout=stdout, stderr=STDOUT, start_new_session=True
    ) as leader:
        try:
            with anyio.fail_after(seconds):
                return await leader.wait()
        except BaseException:  # a cancellation from outside, too
            with suppress(ProcessLookupError):  # nobody is left
                os.killpg(leader.pid, signal.SIGKILL)
            raise


async def main() -> None:
    command = [sys.executable, "-c", BUILD]
    read_end, write_end = os.pipe()
    async with anyio.wrap_file(open(read_end, "rb")) as output:
        try:
            with open(write_end, "wb") as stdout:
                await run_within(2, command, stdout)
        except TimeoutError:
            print("the build was killed")
        with anyio.fail_after(10):
            # the end comes when nobody has the pipe any more
            print("all of its output:", await output.read())


anyio.run(main)
