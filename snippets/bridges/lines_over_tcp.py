# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""The same server and client, with asyncio's streams and AnyIO's."""

import asyncio

import anyio
from anyio.abc import SocketAttribute, SocketStream


async def answer(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    writer.write((await reader.readline()).upper())
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def with_asyncio() -> None:
    async with await asyncio.start_server(answer, "127.0.0.1") as server:
        port = server.sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"hello\n")
        print("asyncio:", await reader.readline(), await reader.read())
        writer.close()
        await writer.wait_closed()


async def answer_stream(stream: SocketStream) -> None:
    async with stream:
        await stream.send((await stream.receive()).upper())


async def with_anyio() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, answer_stream)
        port = listener.extra(SocketAttribute.local_port)
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            await stream.send(b"hello\n")
            print("AnyIO:", await stream.receive(), end=" ")
            try:
                await stream.receive()
            except anyio.EndOfStream:
                print("EndOfStream")
        tg.cancel()


async def main() -> None:
    await with_asyncio()
    await with_anyio()


anyio.run(main)
