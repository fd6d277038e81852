# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What a connection tells, and options that its socket has."""

import socket

import anyio
from anyio.abc import SocketAttribute, SocketListener, SocketStream


def option(stream: SocketStream, level: int, name: int) -> bool:
    raw = stream.extra(SocketAttribute.raw_socket)
    return raw.getsockopt(level, name) != 0


async def main() -> None:
    made = socket.create_server(("127.0.0.1", 0))
    listener = await SocketListener.from_socket(made)
    port = listener.extra(SocketAttribute.local_port)
    async with (
        listener,
        await anyio.connect_tcp("127.0.0.1", port) as ours,
        await listener.accept() as theirs,
    ):
        print(ours.extra(SocketAttribute.family).name)
        local = ours.extra(SocketAttribute.local_address)
        remote = theirs.extra(SocketAttribute.remote_address)
        print("the same address:", local == remote)
        local_port = ours.extra(SocketAttribute.local_port)
        remote_port = theirs.extra(SocketAttribute.remote_port)
        print("the same port:", local_port == remote_port)

        raw = ours.extra(SocketAttribute.raw_socket)
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        for name, stream in (("connected", ours), ("accepted", theirs)):
            print(name)
            is_set = option(stream, socket.SOL_SOCKET, socket.SO_KEEPALIVE)
            print("  keep-alive:", is_set)
            is_set = option(stream, socket.IPPROTO_TCP, socket.TCP_NODELAY)
            print("  no delay:", is_set)
        print("a socket.socket:", isinstance(raw, socket.socket))


anyio.run(main)
