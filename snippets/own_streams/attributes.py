# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A wrapper adds an attribute, and passes on those of the connection."""

from collections.abc import Callable, Mapping
from typing import Any

import anyio
from anyio.abc import ByteReceiveStream, SocketAttribute, SocketStream


class Traffic(anyio.TypedAttributeSet):
    received: int = anyio.typed_attribute()


class Counted(ByteReceiveStream):
    def __init__(self, stream: ByteReceiveStream) -> None:
        self._stream = stream
        self._received = 0

    async def receive(self, max_bytes: int = 65536) -> bytes:
        chunk = await self._stream.receive(max_bytes)
        self._received += len(chunk)
        return chunk

    async def aclose(self) -> None:
        await self._stream.aclose()

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        own = {Traffic.received: lambda: self._received}
        return {**self._stream.extra_attributes, **own}


async def hello(client: SocketStream) -> None:
    async with client:
        await client.send(b"hello")


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, hello)
        server = await anyio.connect_tcp("127.0.0.1", port)
        async with Counted(server) as stream:
            print(stream.extra(SocketAttribute.remote_port) == port)
            async for _ in stream:
                print("received:", stream.extra(Traffic.received))
        tg.cancel()


anyio.run(main)
