# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""Only a UNIX datagram socket with a path can get an answer."""

import anyio
from anyio import Path, TemporaryDirectory
from anyio.abc import UNIXDatagramPacketType, UNIXDatagramSocket


async def answer(
    server: UNIXDatagramSocket, packet: UNIXDatagramPacketType
) -> None:
    data, sender = packet
    if sender:
        await server.sendto(data.upper(), sender)
    else:
        print("nobody to answer:", data, "from", sender)


async def main() -> None:
    async with TemporaryDirectory() as folder:
        path = Path(folder)
        async with (
            await anyio.create_unix_datagram_socket(
                local_path=path / "server.sock"
            ) as server,
            await anyio.create_connected_unix_datagram_socket(
                path / "server.sock"
            ) as nameless,
            await anyio.create_connected_unix_datagram_socket(
                path / "server.sock", local_path=path / "client.sock"
            ) as client,
        ):
            await nameless.send(b"hello")
            await answer(server, await server.receive())
            await client.send(b"hello")
            await answer(server, await server.receive())
            print(await client.receive())


anyio.run(main)
