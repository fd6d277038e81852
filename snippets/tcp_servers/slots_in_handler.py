# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# right = "tcp_servers/slots_before_accept.py"
# timeline = "none"
# ///
"""Handlers that wait for a slot have accepted their connections."""

import socket
from functools import partial

import anyio
from anyio.abc import SocketAttribute, SocketStream

MEGABYTE = b"x" * 1_000_000


async def handle(
    slots: anyio.CapacityLimiter, client: SocketStream
) -> None:
    try:
        async with client, slots:
            async for _ in client:
                pass
    except anyio.BrokenResourceError:
        print("a client is gone")


async def upload(stream: SocketStream, megabytes: int) -> bool:
    """Return whether all was taken from us, within two seconds."""
    with anyio.move_on_after(2):
        for _ in range(megabytes):
            await stream.send(MEGABYTE)
        return True
    return False


async def main() -> None:
    slots = anyio.CapacityLimiter(1)
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    raw = listener.extra(SocketAttribute.raw_socket)
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, partial(handle, slots))
        async with await anyio.connect_tcp("127.0.0.1", port) as one:
            print("one sent 1 MB:", await upload(one, 1))
            async with await anyio.connect_tcp("127.0.0.1", port) as two:
                print("two sent 12 MB:", await upload(two, 12))
                accepted = 1 + slots.statistics().tasks_waiting
                print("accepted:", accepted)
        tg.cancel()


anyio.run(main)
