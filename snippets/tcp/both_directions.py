# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Both sides send more than the network holds, and one receives meanwhile."""

import socket
from contextlib import suppress

import anyio
from anyio.abc import SocketStream
from anyio.to_thread import run_sync

LOAD = b"x" * 30_000_000


def echo(server: socket.socket) -> None:
    """Send back each piece before the next one is received."""
    client, _ = server.accept()
    with client, suppress(OSError):  # the client may be gone
        client.settimeout(5)
        while piece := client.recv(65536):
            client.sendall(piece)


async def send(stream: SocketStream) -> None:
    await stream.send(LOAD)
    await stream.send_eof()


async def one_task(stream: SocketStream) -> None:
    await send(stream)
    print("received:", sum([len(piece) async for piece in stream]))


async def two_tasks(stream: SocketStream) -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(send, stream)
        print("received:", sum([len(piece) async for piece in stream]))


async def main() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        for talk, limit in ((one_task, 1), (two_tasks, 10)):
            async with anyio.create_task_group() as tg:
                tg.start_soon(run_sync, echo, server)
                with anyio.move_on_after(limit) as scope:
                    address = server.getsockname()
                    async with await anyio.connect_tcp(*address) as stream:
                        await talk(stream)
            print(talk.__name__, "is stuck:", scope.cancelled_caught)


anyio.run(main)
