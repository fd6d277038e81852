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


async def attempt(program: str, limit: float) -> None:
    try:
        with anyio.fail_after(limit):
            code = await to_process.run_sync(run, program, cancellable=True)
        print(f"{program}: {code}")
    except (anyio.BrokenWorkerProcess, TimeoutError) as error:
        print(f"{program}: {type(error).__name__}")


async def main() -> None:
    await attempt("pass", 15)
    await attempt("print('hello')", 15)
    await attempt("import sys; sys.stdin.read()", 2)
    await attempt("import sys; sys.stderr.write('x' * 1_000_000)", 2)


if __name__ == "__main__":
    anyio.run(main)
