# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A UDP socket made elsewhere is AnyIO's from then on."""

import socket

import anyio
from anyio.abc import ConnectedUDPSocket, SocketAttribute, UDPSocket


async def main() -> None:
    raw = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        await UDPSocket.from_socket(raw)
    except ValueError as error:
        print("refused:", error)

    # an option that create_udp_socket() doesn't have
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
    raw.bind(("127.0.0.1", 0))
    async with await UDPSocket.from_socket(raw) as server:
        address = server.extra(SocketAttribute.local_address)
        other = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        other.connect(address)
        async with await ConnectedUDPSocket.from_socket(other) as client:
            await client.send(b"hello")
        print((await server.receive())[0])
    print("closed with the wrapper:", raw.fileno() == -1)


anyio.run(main)
