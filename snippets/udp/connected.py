# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A connected UDP socket hears its peer only."""

import anyio
from anyio.abc import ConnectedUDPSocket, SocketAttribute

HOST = "127.0.0.1"


async def read(socket: ConnectedUDPSocket) -> None:
    with anyio.fail_after(5):
        async for data in socket:
            print(data)
            if data == b"the end":
                break


async def main() -> None:
    async with (
        await anyio.create_udp_socket(local_host=HOST) as server,
        await anyio.create_udp_socket(local_host=HOST) as stranger,
    ):
        port = server.extra(SocketAttribute.local_port)
        async with await anyio.create_connected_udp_socket(
            HOST, port
        ) as client:
            await client.send(b"hello")
            _, (host, port) = await server.receive()
            await stranger.sendto(b"from a stranger", host, port)
            await server.sendto(b"from the server", host, port)
            await server.sendto(b"the end", host, port)
            await read(client)


anyio.run(main)
