# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A stream that loses items tests a receiver that expects it."""

import anyio
from anyio.abc import (
    AnyUnreliableByteReceiveStream,
    AnyUnreliableByteSendStream,
    AnyUnreliableByteStream,
    UnreliableObjectStream,
)
from anyio.streams.stapled import StapledObjectStream


class Lossy(UnreliableObjectStream[bytes]):
    """Loses every third item that is sent."""

    def __init__(self, stream: AnyUnreliableByteStream) -> None:
        self._stream = stream
        self._count = 0

    async def receive(self) -> bytes:
        return await self._stream.receive()

    async def send(self, item: bytes) -> None:
        self._count += 1
        if self._count % 3:
            await self._stream.send(item)

    async def aclose(self) -> None:
        await self._stream.aclose()


async def report(stream: AnyUnreliableByteSendStream) -> None:
    for number, degrees in enumerate((18, 19, 21, 24, 25), 1):
        await stream.send(f"{number} {degrees}".encode())


async def newest(stream: AnyUnreliableByteReceiveStream) -> str:
    reports: dict[int, str] = {}
    async for item in stream:
        number, degrees = item.decode().split()
        reports[int(number)] = degrees  # in any order, or not at all
    last = max(reports)
    return f"{reports[last]} degrees; {len(reports)} of {last} reports"


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[bytes](10)
    async with Lossy(StapledObjectStream(send, receive)) as sensor:
        await report(sensor)
        await send.aclose()
        print(await newest(sensor))


anyio.run(main)
