# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A chunk may end in the middle of a character."""

import anyio
from anyio.streams.text import TextReceiveStream

PRICE = "7 €, please".encode()
PIECES = (PRICE[:3], PRICE[3:])


async def main() -> None:
    try:
        print([piece.decode() for piece in PIECES])
    except UnicodeDecodeError as error:
        print("decode():", error.reason)

    send, receive = anyio.create_memory_object_stream[bytes](10)
    async with TextReceiveStream(receive) as stream:
        async with send:
            for piece in PIECES:
                await send.send(piece)
        print([part async for part in stream])


anyio.run(main)
