# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A name with two addresses: one answers, then none does."""

from socket import AddressFamily, SocketKind
from unittest.mock import patch

import anyio
from anyio.abc import SocketAttribute, SocketStream


async def two_addresses(_: str, port: int, **__: object) -> list[object]:
    stream = AddressFamily.AF_INET, SocketKind.SOCK_STREAM, 6, ""
    return [(*stream, (f"127.0.0.{last}", port)) for last in (1, 2)]


async def greet(client: SocketStream) -> None:
    async with client:
        await client.send(b"hello")


async def ask(port: int) -> None:
    try:
        async with await anyio.connect_tcp("app.example", port) as stream:
            print(stream.extra(SocketAttribute.remote_address)[0])
            print(await stream.receive())
    except OSError as error:
        print(error)
        if isinstance(error.__cause__, ExceptionGroup):
            for each in error.__cause__.exceptions:
                print("  because of:", type(each).__name__)


async def main() -> None:
    second = await anyio.create_tcp_listener(local_host="127.0.0.2")
    port = second.extra(SocketAttribute.local_port)
    # stands for the answer of a name server
    with patch("anyio._core._sockets.getaddrinfo", two_addresses):
        async with second, anyio.create_task_group() as tg:
            tg.start_soon(second.serve, greet)
            await ask(port)
            tg.cancel()
        await ask(port)


anyio.run(main)
