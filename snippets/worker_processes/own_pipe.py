# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A program that a worker process starts, with pipes of its own."""

import subprocess
import sys

import anyio
from anyio import to_process


def run(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


async def attempt(program: str) -> None:
    output = await to_process.run_sync(run, program)
    print(f"{program}: {output!r}")


async def main() -> None:
    await attempt("pass")
    await attempt("print('hello')")


if __name__ == "__main__":
    # on asyncio, a warning of a process's end may come besides
    anyio.run(main, backend="trio")
