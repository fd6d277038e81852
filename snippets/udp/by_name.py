# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""A UDP socket is connected by name, and sends to addresses."""

import socket

import anyio
from anyio.abc import SocketAttribute


async def main() -> None:
    async with await anyio.create_udp_socket(
        socket.AF_INET, local_host="127.0.0.1"
    ) as server:
        port = server.extra(SocketAttribute.local_port)
        try:
            await server.sendto(b"to a name", "localhost", port)
            print((await server.receive())[0])
        except ValueError:
            print("sendto() takes no name here")

        async with await anyio.create_connected_udp_socket(
            "localhost", port, family=socket.AF_INET
        ) as client:
            await client.send(b"connected by name")
        print((await server.receive())[0])


anyio.run(main)
