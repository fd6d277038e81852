# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# right = "tcp_servers/slots_before_accept.py"
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""Handlers that wait for a slot have accepted their connections."""

import socket
from contextlib import suppress
from functools import partial

import anyio
from anyio.abc import SocketAttribute, SocketStream


async def handle(
    slots: anyio.CapacityLimiter, client: SocketStream
) -> None:
    # a client that is gone needs no turn
    with suppress(anyio.BrokenResourceError):
        async with client, slots:
            await client.send(b"your turn")
            async for _ in client:
                pass


async def main() -> None:
    slots = anyio.CapacityLimiter(1)
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    raw = listener.extra(SocketAttribute.raw_socket)
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, partial(handle, slots))
        async with await anyio.connect_tcp("127.0.0.1", port) as one:
            print("one:", await one.receive())
            async with await anyio.connect_tcp("127.0.0.1", port) as two:
                with anyio.move_on_after(2) as limit:
                    await two.send(b"x" * 12_000_000)
                print("two sent 12 MB:", not limit.cancelled_caught)
                print("two waits:", slots.statistics().tasks_waiting == 1)
        tg.cancel()


anyio.run(main)
