# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/function_that_connects.py"]
# ///
"""A connectable of your own takes the first server that can be reached."""

import anyio
from anyio import abc


class Failover(abc.ByteStreamConnectable):
    def __init__(self, *servers: abc.ByteStreamConnectable) -> None:
        self._servers = servers

    async def connect(self) -> abc.ByteStream:
        for server in self._servers:
            try:
                with anyio.fail_after(2):
                    return await server.connect()
            except (anyio.ConnectionFailed, TimeoutError):
                print("not reached")
        raise anyio.ConnectionFailed("no server can be reached")


async def greeting(server: abc.AnyByteStreamConnectable) -> bytes:
    async with await server.connect() as stream:
        return await stream.receive()


async def hello(client: abc.SocketStream) -> None:
    async with client:
        await client.send(b"hello")


async def main() -> None:
    down = await anyio.create_tcp_listener(local_host="127.0.0.1")
    up = await anyio.create_tcp_listener(local_host="127.0.0.1")
    ports = [
        each.extra(abc.SocketAttribute.local_port) for each in (down, up)
    ]
    servers = [anyio.TCPConnectable("127.0.0.1", port) for port in ports]
    await down.aclose()
    async with up, anyio.create_task_group() as tg:
        tg.start_soon(up.serve, hello)
        print(await greeting(Failover(*servers)))
        tg.cancel()


anyio.run(main)
