# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A child's output, line by line, while the child runs."""

import sys
from collections.abc import AsyncIterator

import anyio
from anyio import IncompleteRead
from anyio.abc import ByteReceiveStream
from anyio.streams.buffered import BufferedByteReceiveStream

COUNT = """
import sys
for number in range(1, 4):
    print("file", number, flush=True)
    sys.stdin.readline()
print("no line end", end="")
"""


async def lines_of(stream: ByteReceiveStream) -> AsyncIterator[str]:
    buffered = BufferedByteReceiveStream(stream)
    while True:
        try:
            line = await buffered.receive_until(b"\n", 10_000)
        except IncompleteRead:
            break
        yield line.decode()
    if buffered.buffer:
        yield buffered.buffer.decode()


async def main() -> None:
    command = [sys.executable, "-c", COUNT]
    async with await anyio.open_process(command, stderr=None) as child:
        assert child.stdin
        assert child.stdout
        async for line in lines_of(child.stdout):
            print(line)
            if line.startswith("file"):
                print("  the child waits:", child.returncode is None)
                await child.stdin.send(b"go on\n")
    print("exit code:", child.returncode)


anyio.run(main)
