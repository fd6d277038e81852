# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""The limit of receive_until() says when it stops reading, no more."""

import anyio
from anyio.streams.buffered import BufferedByteReceiveStream

LIMIT = 20


async def read_line(stream: BufferedByteReceiveStream) -> bytes:
    line = await stream.receive_until(b"\n", LIMIT)
    if len(line) >= LIMIT:
        raise ValueError(f"a line of {len(line)} bytes")
    return line


async def receive_from(*pieces: bytes) -> None:
    send, receive = anyio.create_memory_object_stream[bytes](10)
    async with send, BufferedByteReceiveStream(receive) as stream:
        for piece in pieces:
            await send.send(piece)
        print("pieces:", *map(len, pieces))
        for _ in range(2):
            try:
                print("  a line:", len(await read_line(stream)))
            except (ValueError, anyio.DelimiterNotFound) as error:
                print(f"  {type(error).__name__}: {error}")
            print("  in the buffer:", len(stream.buffer))


async def main() -> None:
    long = 50 * b"a" + b"\n"
    await receive_from(long + b"short\n")
    await receive_from(long[:15], long[15:30], long[30:])


anyio.run(main)
