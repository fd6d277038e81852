# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Between two lines the end is normal; inside a line, data is missing."""

import anyio
from anyio.streams.buffered import BufferedByteReceiveStream


async def read_lines(stream: BufferedByteReceiveStream) -> list[str]:
    lines: list[str] = []
    while True:
        try:
            line = await stream.receive_until(b"\n", 1000)
        except anyio.IncompleteRead as error:
            if stream.buffer:
                raise ValueError(f"cut: {stream.buffer!r}") from error
            return lines
        lines.append(line.decode())


async def receive_from(*pieces: bytes) -> None:
    send, receive = anyio.create_memory_object_stream[bytes](10)
    async with send:
        for piece in pieces:
            await send.send(piece)
    async with BufferedByteReceiveStream(receive) as stream:
        try:
            print(await read_lines(stream))
        except ValueError as error:
            print(error)


async def main() -> None:
    await receive_from(b"one\ntw", b"o\n")
    await receive_from(b"one\ntw")


anyio.run(main)
