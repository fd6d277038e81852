# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "own_streams/scripted.py"
# timeline = "none"
# ///
"""A stream that returns empty bytes at its end has no end."""

import anyio
from anyio.abc import ByteReceiveStream
from anyio.lowlevel import checkpoint


class Notes(ByteReceiveStream):
    def __init__(self, data: bytes) -> None:
        self._data = data

    async def receive(self, max_bytes: int = 65536) -> bytes:
        await checkpoint()
        chunk = self._data[:max_bytes]
        self._data = self._data[max_bytes:]
        return chunk

    async def aclose(self) -> None:
        self._data = b""


async def main() -> None:
    received: list[bytes] = []
    async with Notes(b"all that there is") as stream:
        async for chunk in stream:
            received.append(chunk)
            if len(received) == 4:
                print("given up after", received)
                break


anyio.run(main)
