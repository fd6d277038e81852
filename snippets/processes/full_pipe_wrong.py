# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# right = "processes/full_pipe.py"
# ///
"""Sending all before reading waits for ever."""

import sys

import anyio

UPPER = """
import sys
for line in sys.stdin:
    print(line.upper(), end="", flush=True)
"""


async def main() -> None:
    text = b"hello\n" * 100_000
    command = [sys.executable, "-c", UPPER]
    with anyio.move_on_after(2) as scope:
        async with await anyio.open_process(command) as child:
            assert child.stdin
            assert child.stdout
            await child.stdin.send(text)
            await child.stdin.aclose()
            print("sent")
            answer = b"".join([part async for part in child.stdout])
            print("all came back:", answer == text.upper())
    print("cut while it sent:", scope.cancelled_caught)


anyio.run(main)
