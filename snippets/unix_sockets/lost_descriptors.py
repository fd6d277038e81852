# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""Descriptors that get lost on the way, without an error."""

import os
import socket

import anyio
from anyio.abc import UNIXSocketStream


async def receive(stream: UNIXSocketStream, maxfds: int) -> None:
    with anyio.fail_after(5):
        message, fds = await stream.receive_fds(100, maxfds)
    print("received", message, "with", len(fds))
    for fd in fds:
        os.close(fd)


async def main() -> None:
    mine, yours = socket.socketpair()
    log, other = socket.socketpair()
    with log, other:
        async with (
            await UNIXSocketStream.from_socket(mine) as sender,
            await UNIXSocketStream.from_socket(yours) as receiver,
        ):
            three = [log.fileno()] * 3
            await sender.send_fds(b"three", three)
            await receive(receiver, maxfds=3)
            await sender.send_fds(b"too many", three)
            await receive(receiver, maxfds=1)
            await sender.send_fds(b"not asked for", three)
            print("received", await receiver.receive())
            # a socket is no int and no file; mypy says so
            await sender.send_fds(b"socket", [log])  # type: ignore[list-item]
            await receive(receiver, maxfds=1)
            await sender.send_fds(b"its number", [log.fileno()])
            await receive(receiver, maxfds=1)


anyio.run(main)
