# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A wrapper adds an attribute, and passes on those of the file."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import anyio
from anyio.abc import ByteReceiveStream
from anyio.streams.file import FileReadStream, FileStreamAttribute


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


async def main() -> None:
    file = BytesIO(b"hello")
    async with Counted(FileReadStream(file)) as stream:
        print(stream.extra(FileStreamAttribute.file) is file)
        async for _ in stream:
            print("received:", stream.extra(Traffic.received))


anyio.run(main)
