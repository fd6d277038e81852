# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/input_of_a_process.py"]
# ///
"""Empty input is no input: the child reads the program's own."""

import os
import subprocess
import sys

import anyio

ECHO = [
    sys.executable,
    "-c",
    "import sys; print(sys.stdin.read() or 'nothing')",
]


def read_from_pipe(data: bytes) -> None:
    """Have this program read from a pipe, as behind `|`."""
    read_end, write_end = os.pipe()
    os.write(write_end, data)
    os.close(write_end)
    os.dup2(read_end, 0)
    os.close(read_end)


async def main() -> None:
    read_from_pipe(b"meant for the parent")
    done = await anyio.run_process(ECHO, input=b"for the child")
    print("input:", done.stdout.decode().strip())
    done = await anyio.run_process(ECHO, stdin=subprocess.DEVNULL)
    print("DEVNULL:", done.stdout.decode().strip())
    done = await anyio.run_process(ECHO, input=b"")
    print("empty input:", done.stdout.decode().strip())


anyio.run(main)
