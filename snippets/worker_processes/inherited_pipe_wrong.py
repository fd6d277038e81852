# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# right = "worker_processes/own_pipe.py"
# ///
"""A program that a worker process starts speaks into AnyIO's pipe."""

import subprocess
import sys

import anyio
from anyio import to_process


def run(program: str) -> int:
    return subprocess.run([sys.executable, "-c", program]).returncode


async def attempt(program: str) -> None:
    try:
        code = await to_process.run_sync(run, program)
        print(f"{program}: exit code {code}")
    except anyio.BrokenWorkerProcess:
        print(f"{program}: BrokenWorkerProcess")


async def main() -> None:
    await attempt("pass")
    await attempt("print('hello')")


if __name__ == "__main__":
    # on asyncio, a warning of a process's end may come besides
    anyio.run(main, backend="trio")
