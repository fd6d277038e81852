# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A stream for tests tries a handler with every cut of its input."""

import anyio
from anyio.abc import ByteStream
from anyio.lowlevel import checkpoint
from anyio.streams.buffered import BufferedByteReceiveStream


class Scripted(ByteStream):
    """Receives what was prepared, and keeps what is sent."""

    def __init__(self, *pieces: bytes) -> None:
        self._pieces = list(pieces)
        self._is_open = True
        self.sent: list[bytes] = []

    async def _check(self) -> None:
        await checkpoint()
        if not self._is_open:
            raise anyio.ClosedResourceError

    async def receive(self, max_bytes: int = 65536) -> bytes:
        await self._check()
        if not self._pieces:
            raise anyio.EndOfStream
        piece = self._pieces.pop(0)
        if len(piece) > max_bytes:
            self._pieces.insert(0, piece[max_bytes:])
        return piece[:max_bytes]

    async def send(self, item: bytes) -> None:
        await self._check()
        self.sent.append(item)

    async def send_eof(self) -> None:
        await self._check()

    async def aclose(self) -> None:
        self._is_open = False


async def greet(client: ByteStream) -> None:
    async with BufferedByteReceiveStream(client) as stream:
        name = await stream.receive_until(b"\n", 100)
        await client.send(b"hello " + name)


async def main() -> None:
    asked = b"Grace\n"
    answers = set()
    for cut in range(1, len(asked)):
        client = Scripted(asked[:cut], asked[cut:])
        await greet(client)
        answers.add(tuple(client.sent))
    print(f"{len(asked) - 1} cuts:", *answers)


anyio.run(main)
