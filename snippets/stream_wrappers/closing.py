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
from anyio.streams import file
from anyio.streams.buffered import BufferedByteReceiveStream
from anyio.streams.stapled import StapledByteStream
from anyio.streams.text import TextReceiveStream, TextSendStream, TextStream


def state(stream: TypedAttributeProvider) -> str:
    wrapped = stream.extra(file.FileStreamAttribute.file)
    return "closed" if wrapped.closed else "open"


async def main() -> None:
    buffered = BufferedByteReceiveStream(file.FileReadStream(BytesIO()))
    await buffered.aclose()
    print("below a buffer:", state(buffered.receive_stream))
    receiver = TextReceiveStream(file.FileReadStream(BytesIO()))
    await receiver.aclose()
    print("below text received:", state(receiver.transport_stream))
    sender = TextSendStream(file.FileWriteStream(BytesIO()))
    await sender.aclose()
    print("below text sent:", state(sender.transport_stream))

    both = StapledByteStream(
        file.FileWriteStream(BytesIO()),
        file.FileReadStream(BytesIO(b"an answer")),
    )
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
