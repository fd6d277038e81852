# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# platforms = ["linux", "darwin"]
# ///
"""A child process and its output, and a child that fails."""

import asyncio
import subprocess
import sys

import anyio

HELLO = [sys.executable, "-c", "print('hello')"]
FAIL = [sys.executable, "-c", "raise SystemExit(3)"]


async def main() -> None:
    for command in (HELLO, FAIL):
        child = await asyncio.create_subprocess_exec(
            *command, stdout=subprocess.PIPE
        )
        output, _ = await child.communicate()
        print("asyncio:", output, "status", child.returncode)
    done = await anyio.run_process(HELLO)
    print("AnyIO:", done.stdout, "status", done.returncode)
    try:
        await anyio.run_process(FAIL)
    except subprocess.CalledProcessError as error:
        print("AnyIO: CalledProcessError, status", error.returncode)


anyio.run(main)
