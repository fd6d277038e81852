# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Both sides send more than the network holds, and one receives meanwhile."""

import socket

import anyio
from anyio import to_thread
from anyio.abc import SocketStream

LOAD = b"x" * 30_000_000


def echo(server: socket.socket) -> None:
    """Send back each piece before the next one is received."""
    client, _ = server.accept()
    with client:
        client.settimeout(5)
        try:
            while piece := client.recv(65536):
                client.sendall(piece)
        except OSError:
            return  # the client is gone


async def one_task(stream: SocketStream) -> int:
    await stream.send(LOAD)
    await stream.send_eof()
    return len(b"".join([piece async for piece in stream]))


async def two_tasks(stream: SocketStream) -> int:
    async def send() -> None:
        await stream.send(LOAD)
        await stream.send_eof()

    async with anyio.create_task_group() as tg:
        tg.start_soon(send)
        pieces = [piece async for piece in stream]
    return len(b"".join(pieces))


async def main() -> None:
    for talk in (one_task, two_tasks):
        with socket.create_server(("127.0.0.1", 0)) as server:
            server.settimeout(5)
            port = server.getsockname()[1]
            async with anyio.create_task_group() as tg:
                tg.start_soon(to_thread.run_sync, echo, server)
                stream = await anyio.connect_tcp("127.0.0.1", port)
                limit = 1 if talk is one_task else 10
                with anyio.move_on_after(limit) as scope:
                    async with stream:
                        all_came = await talk(stream) == len(LOAD)
                        print(talk.__name__, "got all:", all_came)
                if scope.cancelled_caught:
                    print(talk.__name__, "is stuck")


anyio.run(main)
