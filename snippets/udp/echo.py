# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A UDP server sends each answer to where the datagram came from."""

import anyio
from anyio.abc import SocketAttribute, UDPPacketType, UDPSocket

HOST = "127.0.0.1"


async def answer(server: UDPSocket, packet: UDPPacketType) -> None:
    data, (host, port) = packet
    await server.sendto(data.upper(), host, port)


async def serve(server: UDPSocket) -> None:
    async for packet in server:
        await answer(server, packet)


async def main() -> None:
    server = await anyio.create_udp_socket(local_host=HOST)
    client = await anyio.create_udp_socket(local_host=HOST)
    port = server.extra(SocketAttribute.local_port)
    async with server, client, anyio.create_task_group() as tg:
        tg.start_soon(serve, server)
        for word in (b"one", b"two", b"three"):
            await client.sendto(word, HOST, port)
        for _ in range(3):
            with anyio.fail_after(5):
                data, sender = await client.receive()
            print(data, "from the server:", sender == (HOST, port))
        tg.cancel()


anyio.run(main)
