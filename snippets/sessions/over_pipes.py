# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# support = ["server.py", "session.py"]
# timeline = "none"
# ///
"""A session with a child process, and three ways in which that ends."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
from anyio.abc import ByteSendStream, ObjectStream, Process
from anyio.streams.buffered import BufferedByteReceiveStream
from session import Session

SERVER = Path(__file__).with_name("server.py")


class Lines(ObjectStream[str]):
    def __init__(self, process: Process) -> None:
        assert process.stdin
        assert process.stdout
        self._stdin: ByteSendStream = process.stdin
        self._stdout = BufferedByteReceiveStream(process.stdout)

    async def send(self, item: str) -> None:
        await self._stdin.send(item.encode() + b"\n")

    async def receive(self) -> str:
        try:
            line = await self._stdout.receive_until(b"\n", 65536)
        except anyio.IncompleteRead:
            raise anyio.EndOfStream from None
        return line.decode()

    async def send_eof(self) -> None:
        await self._stdin.aclose()

    async def aclose(self) -> None:
        await self._stdin.aclose()


async def stop(process: Process, patience: float) -> None:
    """Wait for the end of a process that has no more input."""
    with anyio.move_on_after(patience):
        await process.wait()
        return
    process.terminate()
    with anyio.move_on_after(patience):
        await process.wait()
        return
    process.kill()
    await process.wait()


@asynccontextmanager
async def connect(mood: str, patience: float) -> AsyncIterator[Session]:
    command = [sys.executable, str(SERVER), mood]
    async with await anyio.open_process(command, stderr=None) as process:
        try:
            async with Session(Lines(process)) as session:
                yield session
        finally:
            with anyio.move_on_after(2 * patience + 1, shield=True):
                await stop(process, patience)
    print(f"{mood}: status {process.returncode}")


async def main() -> None:
    for mood, patience in ("polite", 10), ("stays", 0.5), ("deaf", 0.5):
        async with connect(mood, patience) as session:
            print(f"{mood}: answer", await session.call("add", 1, 2))


anyio.run(main)
