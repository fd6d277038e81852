# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/buffer_beside_a_stream.py"]
# ///
"""A stream of your own: each item is a line of JSON."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import anyio
from anyio.abc import AnyByteStream, ObjectStream
from anyio.streams.buffered import BufferedByteStream
from anyio.streams.stapled import StapledObjectStream


class JsonLines(ObjectStream[Any]):
    def __init__(self, stream: AnyByteStream) -> None:
        self._lines = BufferedByteStream(stream)

    async def receive(self) -> Any:
        try:
            line = await self._lines.receive_until(b"\n", 10_000)
        except anyio.IncompleteRead as error:
            if self._lines.buffer:  # the end of a line is missing
                raise anyio.BrokenResourceError from error
            raise anyio.EndOfStream from None
        return json.loads(line)

    async def send(self, item: Any) -> None:
        await self._lines.send(json.dumps(item).encode() + b"\n")

    async def send_eof(self) -> None:
        await self._lines.send_eof()

    async def aclose(self) -> None:
        await self._lines.aclose()

    @property
    def extra_attributes(self) -> Mapping[Any, Callable[[], Any]]:
        return self._lines.extra_attributes


async def main() -> None:
    for last_piece in (b"[1, 2, 3]\n", b"[1, 2"):
        send, receive = anyio.create_memory_object_stream[bytes](10)
        async with JsonLines(StapledObjectStream(send, receive)) as stream:
            await stream.send({"user": "Ada", "age": 36})
            await send.send(last_piece)
            await stream.send_eof()
            try:
                print([item async for item in stream])
            except anyio.BrokenResourceError:
                print("the last line is cut")


anyio.run(main)
