# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""The bytes come in pieces, and the messages come out whole."""

import anyio
from anyio.streams.buffered import BufferedByteReceiveStream


async def read_message(stream: BufferedByteReceiveStream) -> str:
    header = await stream.receive_until(b"\n", 100)
    name, size = header.decode().split()
    if not 0 <= int(size) <= 1000:
        raise ValueError(f"a message of {size} bytes")
    body = await stream.receive_exactly(int(size))
    return f"{name} says {body.decode()}"


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[bytes](10)
    async with send, BufferedByteReceiveStream(receive) as stream:
        # two messages, cut where a network may cut them
        for piece in (b"Ad", b"a 5\nhel", b"loGrace 2", b"\nhi"):
            await send.send(piece)
        print(await read_message(stream))
        print("in the buffer:", stream.buffer)
        print(await read_message(stream))


anyio.run(main)
