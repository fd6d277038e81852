# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Input that the child does not read to its end."""

import subprocess
import sys
from tempfile import TemporaryFile

import anyio
from anyio import to_thread

COMMAND = [sys.executable, "-c", "print(input())"]


def run_in_thread(text: bytes) -> bytes:
    return subprocess.run(COMMAND, input=text, capture_output=True).stdout


async def main() -> None:
    text = b"hello\n" * 100_000
    output = await to_thread.run_sync(run_in_thread, text)
    print("subprocess.run():", output)
    try:
        done = await anyio.run_process(COMMAND, input=text)
        print("run_process():", done.stdout)
    except* anyio.BrokenResourceError:
        print("run_process(): BrokenResourceError, in a group")

    with TemporaryFile() as file:
        file.write(text)
        file.seek(0)
        done = await anyio.run_process(COMMAND, stdin=file)
        print("from a file:", done.stdout)


anyio.run(main)
