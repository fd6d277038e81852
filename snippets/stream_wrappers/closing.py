# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Closing a wrapper closes all that it wraps."""

from io import BytesIO

import anyio
from anyio import TypedAttributeProvider
from anyio.streams.buffered import BufferedByteReceiveStream
from anyio.streams.file import (
    FileReadStream,
    FileStreamAttribute,
    FileWriteStream,
)
from anyio.streams.stapled import StapledByteStream
from anyio.streams.text import TextReceiveStream, TextSendStream, TextStream


def state(stream: TypedAttributeProvider) -> str:
    file = stream.extra(FileStreamAttribute.file)
    return "closed" if file.closed else "open"


def reading() -> FileReadStream:
    return FileReadStream(BytesIO(b"an answer"))


def writing() -> FileWriteStream:
    return FileWriteStream(BytesIO())


async def main() -> None:
    buffered = BufferedByteReceiveStream(reading())
    await buffered.aclose()
    print("below a buffer:", state(buffered.receive_stream))
    receiver = TextReceiveStream(reading())
    await receiver.aclose()
    print("below text received:", state(receiver.transport_stream))
    sender = TextSendStream(writing())
    await sender.aclose()
    print("below text sent:", state(sender.transport_stream))

    both = StapledByteStream(writing(), reading())
    text = TextStream(both)
    await both.send(b"a question")
    await both.send_eof()
    print("send_eof():", state(both.send_stream), await text.receive())
    await text.aclose()
    await both.aclose()  # a second time, which does nothing
    print(
        "aclose():", state(both.send_stream), state(text.transport_stream)
    )


anyio.run(main)
