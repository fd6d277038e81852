# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.10"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""What from_socket() refuses, and why."""

import os
import socket
from typing import Any

import anyio
from anyio.abc import (
    SocketListener,
    SocketStream,
    UDPSocket,
    UNIXDatagramSocket,
)


async def report(kind: Any, given: Any) -> None:
    try:
        await kind.from_socket(given)
    except (TypeError, ValueError) as error:
        print(f"{kind.__name__}: {type(error).__name__}: {error}")


async def main() -> None:
    with socket.socket() as tcp, socket.socket() as bound:
        await report(SocketStream, "80")
        await report(SocketStream, tcp)
        await report(SocketListener, tcp)
        bound.bind(("127.0.0.1", 0))
        await report(UDPSocket, bound)
        await report(UNIXDatagramSocket, bound)

    read, write = os.pipe()
    await report(SocketStream, read)
    os.close(read)
    os.close(write)
    try:
        await anyio.create_udp_socket()
    except ValueError as error:
        print("create_udp_socket():", error)


anyio.run(main)
