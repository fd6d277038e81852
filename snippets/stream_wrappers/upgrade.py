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
    while b"\n\n" not in data and len(data) < 1000:
        data += await stream.receive()
    request, _, rest = data.partition(b"\n\n")
    return request, rest


async def serve(client: SocketStream) -> None:
    async with BufferedByteStream(client) as stream:
        try:
            request, rest = await read_request(client)
            print("server: request", request)
            stream.feed_data(rest)
            while True:
                frame = await stream.receive_exactly(4)
                await stream.send(frame.upper())
        except (anyio.EndOfStream, anyio.IncompleteRead):
            return  # the client has no more to say
        except anyio.BrokenResourceError:
            return  # or it is gone


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    server = BufferedConnectable(anyio.TCPConnectable("127.0.0.1", port))
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, serve)
        async with await server.connect() as stream:
            await stream.send(b"upgrade, please\n\npingp")
            await stream.send(b"ong")
            await stream.send_eof()
            print("client:", await stream.receive_exactly(8))
        tg.cancel()


anyio.run(main)
