# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A program's output, and the error of one that fails."""

import subprocess
import sys

import anyio

GREET = """
import sys
if len(sys.argv) != 2:
    sys.exit(f"{len(sys.argv) - 1} names given, not 1")
print("hello", sys.argv[1])
"""


async def greet(*names: str) -> None:
    command = [sys.executable, "-c", GREET, *names]
    try:
        done = await anyio.run_process(command)
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode().strip()
        print("exit code:", error.returncode)
        print("it said:", said)
        print("in the error's message:", said in str(error))
    else:
        print("output:", done.stdout.decode().strip())


async def main() -> None:
    await greet("Ada")
    await greet()
    command = [sys.executable, "-c", GREET]
    done = await anyio.run_process(command, check=False)
    print("not checked:", done.returncode)
    try:
        await anyio.run_process(["no-such-program"])
    except FileNotFoundError:
        print("there is no such program")


anyio.run(main)
