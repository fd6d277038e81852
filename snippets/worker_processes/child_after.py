# /// script
# requires-python = ">=3.13"
# dependencies = ["anyio[trio]>=4.16", "uvloop>=0.22"]
#
# [tool.example]
# timeline = "none"
# backends = []
# platforms = ["linux", "darwin"]
# ///
"""A child process after a subinterpreter, on two event loops."""

import sys

import anyio

PROGRAM = """
import sys
import anyio
from anyio import run_process, to_interpreter


async def exit_code():
    command = [sys.executable, "-c", "print('hello')"]
    done = await run_process(command, check=False)
    return done.returncode


async def main():
    print("  before:", await exit_code())
    await to_interpreter.run_sync(abs, -1)
    print("  after:", await exit_code())


options = {"use_uvloop": sys.argv[1] == "uvloop"}
anyio.run(main, backend_options=options)
"""


async def main() -> None:
    for loop in "asyncio", "uvloop":
        done = await anyio.run_process(
            [sys.executable, "-c", PROGRAM, loop]
        )
        print(loop)
        print(done.stdout.decode(), end="")


anyio.run(main)
