# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A text stream ends in the middle of a character.

Probed: whether that is reported.
"""

import anyio
from anyio.streams.text import TextReceiveStream


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[bytes](1)
    with send:
        await send.send("café".encode()[:-1])
    async with TextReceiveStream(receive) as text:
        try:
            print([part async for part in text])
        except UnicodeDecodeError as error:
            print("UnicodeDecodeError:", error.reason)


anyio.run(main)
