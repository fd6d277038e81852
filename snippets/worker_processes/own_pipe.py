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


def run(program: str) -> tuple[int, int]:
    done = subprocess.run(
        [sys.executable, "-c", program],
        stdin=subprocess.DEVNULL,
        capture_output=True,
    )
    return done.returncode, len(done.stdout + done.stderr)


async def attempt(program: str) -> None:
    code, size = await to_process.run_sync(run, program)
    print(f"{program}: exit code {code}, {size} bytes")


async def main() -> None:
    await attempt("pass")
    await attempt("print(end='hello')")
    await attempt("import sys; sys.stdin.read()")
    await attempt("import sys; sys.stderr.write('x' * 1_000_000)")


if __name__ == "__main__":
    anyio.run(main)
