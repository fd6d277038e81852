# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
#
# [tool.example]
# timeline = "none"
# ///
"""wait_socket_readable() and wait_socket_writable() wait for a socket."""

import socket
import warnings

import anyio

# since AnyIO 4.7, "_socket" is left out of the names, and these warn
warnings.filterwarnings("ignore", ".*use .wait_(read|writ)able")


async def receive(sock: socket.socket) -> bytes:
    while True:
        try:
            return sock.recv(65536)
        except BlockingIOError:
            await anyio.wait_socket_readable(sock)


async def send_all(sock: socket.socket, data: bytes) -> None:
    while data:
        try:
            data = data[sock.send(data) :]
        except BlockingIOError:
            await anyio.wait_socket_writable(sock)


async def main() -> None:
    left, right = socket.socketpair()
    with left, right, anyio.fail_after(5):
        left.setblocking(False)
        right.setblocking(False)
        async with anyio.create_task_group() as tg:
            tg.start_soon(send_all, left, b"x" * 1_000_000)
            total = 0
            while total < 1_000_000:
                total += len(await receive(right))
        print("received:", total)


anyio.run(main)
