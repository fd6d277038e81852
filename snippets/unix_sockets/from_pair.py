# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""UNIX sockets from socketpair() and from a number become AnyIO's."""

import socket
import tempfile

import anyio
from anyio.abc import (
    ConnectedUNIXDatagramSocket,
    UNIXDatagramSocket,
    UNIXSocketStream,
)


async def main() -> None:
    mine, yours = socket.socketpair()
    async with (
        await UNIXSocketStream.from_socket(mine) as stream,
        # a number, as another program may leave it to this one
        await UNIXSocketStream.from_socket(yours.detach()) as peer,
    ):
        await stream.send(b"over a pair")
        print(await peer.receive())

    with tempfile.TemporaryDirectory() as folder:
        raw = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        raw.bind(f"{folder}/log.sock")
        other = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        other.connect(f"{folder}/log.sock")
        async with (
            await UNIXDatagramSocket.from_socket(raw) as server,
            await ConnectedUNIXDatagramSocket.from_socket(other) as client,
        ):
            await client.send(b"a datagram")
            print((await server.receive())[0])

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        try:
            await UNIXDatagramSocket.from_socket(udp)
        except ValueError as error:
            print("refused:", error)


anyio.run(main)
