# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A stream is asked for no bytes.

Probed: what `receive(0)` does when there is data.
"""

import anyio
from anyio.streams.buffered import BufferedByteReceiveStream


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[bytes](1)
    async with send, BufferedByteReceiveStream(receive) as buffered:
        await send.send(b"abc")
        try:
            print("received:", await buffered.receive(0))
        except ValueError as error:
            print("ValueError:", error)


anyio.run(main)
