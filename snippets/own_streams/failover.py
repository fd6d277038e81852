# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A connectable of your own takes the first server that can be reached."""

import anyio
from anyio.abc import (
    AnyByteStreamConnectable,
    ByteStream,
    ByteStreamConnectable,
    SocketAttribute,
    SocketStream,
)


class Failover(ByteStreamConnectable):
    def __init__(self, *servers: ByteStreamConnectable) -> None:
        self._servers = servers

    async def connect(self) -> ByteStream:
        for server in self._servers:
            try:
                return await server.connect()
            except anyio.ConnectionFailed:
                print("not reached")
        raise anyio.ConnectionFailed("no server can be reached")


async def greeting(server: AnyByteStreamConnectable) -> bytes:
    async with await server.connect() as stream:
        return await stream.receive()


async def hello(client: SocketStream) -> None:
    async with client:
        await client.send(b"hello")


async def main() -> None:
    closed = await anyio.create_tcp_listener(local_host="127.0.0.1")
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    servers = [
        anyio.TCPConnectable(
            "127.0.0.1", each.extra(SocketAttribute.local_port)
        )
        for each in (closed, listener)
    ]
    await closed.aclose()
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, hello)
        print(await greeting(Failover(*servers)))
        tg.cancel()


anyio.run(main)
