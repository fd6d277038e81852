# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# leaves = ["resource"]
# timeline = "none"
# ///
"""A connection that one run opens, and the next one uses."""

import socket

import anyio
from anyio.abc import SocketStream


async def connect(port: int) -> SocketStream:
    return await anyio.connect_tcp("127.0.0.1", port)


async def use(stream: SocketStream) -> None:
    try:
        with anyio.fail_after(5):
            await stream.send(b"hello")
            print("sent")
            print("received:", await stream.receive())
    except RuntimeError as error:
        print(type(error).__name__)


async def close(stream: SocketStream) -> None:
    try:
        await stream.aclose()
        print("closed")
    except RuntimeError as error:
        print("aclose():", error)


with socket.create_server(("127.0.0.1", 0)) as server:
    stream = anyio.run(connect, server.getsockname()[1])
    peer, _ = server.accept()
    with peer:
        peer.sendall(b"hello")
        anyio.run(use, stream)
        anyio.run(close, stream)
