# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.9"]
#
# [tool.example]
# timeline = "none"
# ///
"""A process that fails, and arguments that exclude each other."""

import subprocess
import sys

import anyio


async def main() -> None:
    failing = [sys.executable, "-c", "raise SystemExit(3)"]
    try:
        await anyio.run_process(failing)
    except subprocess.CalledProcessError as error:
        print(f"{type(error).__name__}: status {error.returncode}")

    finished = await anyio.run_process(failing, check=False)
    print("without check:", finished.returncode)

    try:
        await anyio.run_process(
            failing, input=b"x", stdin=subprocess.DEVNULL
        )
    except ValueError as error:
        print("ValueError:", error)


anyio.run(main)
