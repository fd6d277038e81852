# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What a parser has read beyond its end goes into the next buffer."""

import anyio
from anyio.abc import ByteStream, SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteStream, BufferedConnectable


async def read_request(stream: ByteStream) -> tuple[bytes, bytes]:
    """A parser that takes chunks, and returns the request and the rest."""
    data = b""
    while b"\n\n" not in data:
        if len(data) > 1000:
            raise ValueError("the request is too long")
        data += await stream.receive()
    request, _, rest = data.partition(b"\n\n")
    return request, rest


async def serve(client: SocketStream) -> None:
    async with BufferedByteStream(client) as stream:
        try:
            request, rest = await read_request(client)
            print("server: request", request)
            stream.feed_data(rest)
            message = await stream.receive_exactly(8)
            await stream.send(message.upper())
        except (ValueError, anyio.EndOfStream, anyio.IncompleteRead):
            return  # no answer to a client that says too much or too little
        except anyio.BrokenResourceError:
            return  # or that is gone


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    server = BufferedConnectable(anyio.TCPConnectable("127.0.0.1", port))
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, serve)
        async with await server.connect() as stream:
            await stream.send(b"upgrade, please\n\npingp")
            await stream.send(b"ong")
            print("client:", await stream.receive_exactly(8))
        tg.cancel()


anyio.run(main)
