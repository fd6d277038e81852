# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A stream that loses items tests a receiver that expects it."""

from collections.abc import Callable, Mapping
from typing import Any

import anyio
from anyio import abc
from anyio.streams.stapled import StapledObjectStream


class Lossy(abc.UnreliableObjectStream[bytes]):
    """Loses every third item that is sent."""

    def __init__(self, stream: abc.AnyUnreliableByteStream) -> None:
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

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        return self._stream.extra_attributes


async def report(stream: abc.AnyUnreliableByteSendStream) -> None:
    for number, degrees in enumerate((18, 19, 21, 24, 25), 1):
        await stream.send(f"{number} {degrees}".encode())


async def newest(stream: abc.AnyUnreliableByteReceiveStream) -> str:
    last, received = (0, "unknown"), 0
    async for item in stream:
        number, degrees = item.decode().split()
        last = max(last, (int(number), degrees))  # they come in any order
        received += 1
    return f"{last[1]} degrees; {received} of {last[0]} reports"


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[bytes](10)
    async with Lossy(StapledObjectStream(send, receive)) as sensor:
        await report(sensor)
        await send.aclose()
        print(await newest(sensor))


anyio.run(main)
