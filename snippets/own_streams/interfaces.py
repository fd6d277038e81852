# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What some of AnyIO's streams are, in the words of its interfaces."""

from io import BytesIO

import anyio
from anyio import abc
from anyio.streams.buffered import BufferedByteReceiveStream
from anyio.streams.file import FileReadStream
from anyio.streams.stapled import StapledObjectStream
from anyio.streams.text import TextReceiveStream

INTERFACES = (
    abc.ByteReceiveStream,
    abc.ByteSendStream,
    abc.ByteStream,
    abc.ObjectReceiveStream,
    abc.ObjectSendStream,
    abc.ObjectStream,
    abc.UnreliableObjectReceiveStream,
    abc.UnreliableObjectSendStream,
    abc.UnreliableObjectStream,
)


async def show(stream: abc.AsyncResource) -> None:
    async with stream:
        print(type(stream).__name__)
        for interface in INTERFACES:
            if isinstance(stream, interface):
                print("  is a", interface.__name__)


async def main() -> None:
    file = FileReadStream(BytesIO())
    await show(BufferedByteReceiveStream(file))
    await show(TextReceiveStream(file))
    send, receive = anyio.create_memory_object_stream[bytes]()
    await show(StapledObjectStream(send, receive))
    await show(await anyio.create_connected_udp_socket("127.0.0.1", 9))


anyio.run(main)
