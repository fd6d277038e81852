# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "stream_wrappers/frames.py"
# timeline = "none"
# ///
"""A new wrapper for each message loses what the last one has read."""

import anyio
from anyio.abc import AnyByteReceiveStream
from anyio.streams.buffered import BufferedByteReceiveStream


async def read_line(connection: AnyByteReceiveStream) -> str:
    stream = BufferedByteReceiveStream(connection)
    line = await stream.receive_until(b"\n", 100)
    return line.decode()


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[bytes](10)
    async with receive:
        async with send:
            for piece in (b"red\n", b"green\nblue\n", b"white\n"):
                await send.send(piece)
        try:
            while True:
                print(await read_line(receive))
        except anyio.IncompleteRead:
            print("no more lines")


anyio.run(main)
