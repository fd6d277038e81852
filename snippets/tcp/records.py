# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/buffer_beside_a_stream.py"]
# ///
"""Each record says its length first, and one that is too long ends it."""

import struct

import anyio
from anyio.abc import SocketAttribute, SocketStream
from anyio.streams.buffered import BufferedByteStream

LENGTH = struct.Struct("!I")
LONGEST = 1000


async def send_record(stream: BufferedByteStream, record: bytes) -> None:
    await stream.send(LENGTH.pack(len(record)) + record)


async def receive_record(stream: BufferedByteStream) -> bytes:
    header = await stream.receive_exactly(LENGTH.size)
    (length,) = LENGTH.unpack(header)
    if length > LONGEST:
        raise ValueError(f"a record of {length} bytes")
    return await stream.receive_exactly(length)


async def answer(client: SocketStream) -> None:
    async with BufferedByteStream(client) as stream:
        try:
            while True:
                record = await receive_record(stream)
                await send_record(stream, record[::-1])
        except ValueError as error:
            print("server:", error)
        except (anyio.IncompleteRead, anyio.BrokenResourceError):
            print("server: the client is gone")


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, answer)
        client = await anyio.connect_tcp("127.0.0.1", port)
        async with BufferedByteStream(client) as stream:
            await send_record(stream, b"line 1\nline 2")
            print(await receive_record(stream))
            await stream.send(LENGTH.pack(10**9))
            try:
                await receive_record(stream)
            except anyio.IncompleteRead:
                print("client: the server has closed")
        tg.cancel()


anyio.run(main)
