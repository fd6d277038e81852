# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
#
# [tool.example]
# timeline = "none"
# ///
"""A function without arguments stands for a server to connect to."""

from collections.abc import Awaitable, Callable
from functools import partial

import anyio
from anyio.abc import ByteStream, SocketAttribute, SocketStream

Connect = Callable[[], Awaitable[ByteStream]]


def failover(*servers: Connect) -> Connect:
    async def connect() -> ByteStream:
        for server in servers:
            try:
                with anyio.fail_after(2):
                    return await server()
            except OSError:  # a TimeoutError is one, too
                print("not reached")
        raise OSError("no server can be reached")

    return connect


async def greeting(connect: Connect) -> bytes:
    async with await connect() as stream:
        return await stream.receive()


async def hello(client: SocketStream) -> None:
    async with client:
        await client.send(b"hello")


async def main() -> None:
    down = await anyio.create_tcp_listener(local_host="127.0.0.1")
    up = await anyio.create_tcp_listener(local_host="127.0.0.1")
    ports = [each.extra(SocketAttribute.local_port) for each in (down, up)]
    servers = [
        partial(anyio.connect_tcp, "127.0.0.1", port) for port in ports
    ]
    await down.aclose()
    async with up, anyio.create_task_group() as tg:
        tg.start_soon(up.serve, hello)
        print(await greeting(failover(*servers)))
        tg.cancel_scope.cancel()


anyio.run(main)
