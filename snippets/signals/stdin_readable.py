# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# ///
"""Ctrl-C ends a task that waits for a line without a thread."""

import os
import signal
import sys
from contextlib import suppress
from subprocess import PIPE, Popen

import anyio
from anyio.abc import ByteReceiveStream
from anyio.streams.buffered import BufferedByteReceiveStream


class StandardInput(ByteReceiveStream):
    async def receive(self, max_bytes: int = 65536) -> bytes:
        await anyio.wait_readable(sys.stdin)
        if data := os.read(sys.stdin.fileno(), max_bytes):
            return data
        raise anyio.EndOfStream

    async def aclose(self) -> None:
        """Standard input stays open, for others."""
        await anyio.lowlevel.checkpoint()


async def main() -> None:
    async with BufferedByteReceiveStream(StandardInput()) as lines:
        with suppress(anyio.IncompleteRead):  # the end of the input
            while True:
                line = await lines.receive_until(b"\n", max_bytes=1000)
                print("  received", line, flush=True)


if sys.argv[1:] in (["asyncio"], ["trio"]):
    # a shell starts background jobs with Ctrl-C ignored
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        anyio.run(main, backend=sys.argv[1])
    except* KeyboardInterrupt:
        print("  ended by Ctrl-C")
else:
    for backend in ("asyncio", "trio"):
        print(f"{backend}:")
        command = [sys.executable, __file__, backend]
        with Popen(command, stdin=PIPE, stdout=PIPE) as child:
            assert child.stdin
            assert child.stdout
            child.stdin.write(b"a line\n")
            child.stdin.flush()
            print(child.stdout.readline().decode(), end="")
            child.send_signal(signal.SIGINT)
            print(child.stdout.read().decode(), end="")
