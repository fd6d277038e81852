# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "own_streams/signatures.py"
# timeline = "none"
# ///
"""A memory object stream of bytes is no byte stream."""

import anyio
from anyio.abc import ByteReceiveStream
from anyio.streams.buffered import BufferedByteReceiveStream


async def read_magic(source: ByteReceiveStream) -> bytes:
    return await source.receive(4)


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[bytes](10)
    async with send, receive:
        await send.send(b"%PDF-1.7")
        try:
            await read_magic(receive)  # type: ignore[arg-type]
        except TypeError as error:
            print("TypeError:", error)
        stream = BufferedByteReceiveStream(receive)
        print(await read_magic(stream), await stream.receive())


anyio.run(main)
