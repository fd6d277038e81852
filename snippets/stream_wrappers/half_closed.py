# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A cancellation lets a stapled stream close only its sending half."""

from io import BytesIO

import anyio
from anyio.streams.file import (
    FileReadStream,
    FileStreamAttribute,
    FileWriteStream,
)
from anyio.streams.stapled import StapledByteStream


def state(half: FileReadStream | FileWriteStream) -> str:
    file = half.extra(FileStreamAttribute.file)
    return "closed" if file.closed else "open"


async def main() -> None:
    sending = FileWriteStream(BytesIO())
    receiving = FileReadStream(BytesIO(b"an answer"))
    stream = StapledByteStream(sending, receiving)

    with anyio.CancelScope() as scope:
        async with stream:
            scope.cancel()
    print("the stream's block:", state(sending), state(receiving))

    with anyio.CancelScope() as scope:
        async with stream.receive_stream, stream.send_stream:
            scope.cancel()
    print("the halves' block:", state(sending), state(receiving))


anyio.run(main)
