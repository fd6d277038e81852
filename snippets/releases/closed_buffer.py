# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A buffered stream is read after it was closed.

Probed: whether `receive_exactly()` still gives what is in the buffer.
"""

import anyio
from anyio.streams.buffered import BufferedByteReceiveStream


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[bytes](1)
    buffered = BufferedByteReceiveStream(receive)
    with send:
        await send.send(b"abcd")
        print(await buffered.receive_exactly(2))
        await buffered.aclose()
        try:
            print(await buffered.receive_exactly(2))
        except anyio.ClosedResourceError:
            print("ClosedResourceError")


anyio.run(main)
