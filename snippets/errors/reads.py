# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
# ///
"""A read by size or delimiter that can not be completed."""

import anyio
from anyio.streams.buffered import BufferedByteReceiveStream


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[bytes](2)
    with send:
        async with BufferedByteReceiveStream(receive) as stream:
            await send.send(b"0123456789")
            try:
                await stream.receive_until(b"\n", 8)
            except anyio.DelimiterNotFound as error:
                print(f"DelimiterNotFound: {error}")

            send.close()
            try:
                await stream.receive_exactly(20)
            except anyio.IncompleteRead as error:
                print(f"IncompleteRead: {error}")
            print("still there:", await stream.receive())


anyio.run(main)
