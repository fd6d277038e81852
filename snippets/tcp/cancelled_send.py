# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""How much of the data has gone when a send() is cancelled."""

import socket

import anyio
from anyio import to_thread

LOAD = b"x" * 30_000_000


def receive_all(peer: socket.socket) -> int:
    total = 0
    with peer:
        peer.settimeout(5)
        while piece := peer.recv(1_000_000):
            total += len(piece)
    return total


async def main() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        stream = await anyio.connect_tcp("127.0.0.1", port)
        peer, _ = server.accept()
    async with stream:
        with anyio.move_on_after(0.2) as scope:
            await stream.send(LOAD)  # the peer doesn't receive yet
        print("cancelled:", scope.cancelled_caught)
        await stream.send_eof()
        total = await to_thread.run_sync(receive_all, peer)
        print("nothing was sent:", total == 0)
        print("all was sent:", total == len(LOAD))


anyio.run(main)
