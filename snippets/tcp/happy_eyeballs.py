# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""The second address is tried while the first one says nothing."""

import socket
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


async def ask(port: int, delay: float) -> None:
    print("next attempt after", delay, "s:", end=" ")
    with anyio.move_on_after(0.9) as limit:
        async with await anyio.connect_tcp(
            "app.example", port, happy_eyeballs_delay=delay
        ) as stream:
            print(stream.extra(SocketAttribute.remote_address)[0])
            await stream.receive()
    if limit.cancelled_caught:
        print("not connected in time")


async def main() -> None:
    # its queue is full, so it answers no further client
    silent = socket.create_server(("127.0.0.1", 0), backlog=0)
    port = silent.getsockname()[1]
    queued = socket.create_connection(("127.0.0.1", port), timeout=5)
    with silent, queued:
        quick = await anyio.create_tcp_listener(
            local_host="127.0.0.2", local_port=port
        )
        with patch("anyio._core._sockets.getaddrinfo", two_addresses):
            async with quick, anyio.create_task_group() as tg:
                tg.start_soon(quick.serve, greet)
                await ask(port, 0.1)
                await ask(port, 30)
                tg.cancel()


anyio.run(main)
