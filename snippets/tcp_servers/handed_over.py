# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Sockets that somebody else has made become a listener and a stream."""

import socket

import anyio
from anyio.abc import SocketListener, SocketStream


async def greet(client: SocketStream) -> None:
    async with client:
        await client.send(b"hello")


async def refuse(sock: socket.socket) -> None:
    try:
        await SocketListener.from_socket(sock)
    except ValueError as error:
        print(error)


async def main() -> None:
    with socket.socket() as unbound:
        await refuse(unbound)

    # as a service manager hands it over: a number
    made = socket.create_server(("127.0.0.1", 0))
    address = made.getsockname()
    number = made.detach()
    listener = await SocketListener.from_socket(number)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, greet)

        # as a library hands it over: connected, and blocking
        sock = await anyio.to_thread.run_sync(
            socket.create_connection, address, 5
        )
        async with await SocketStream.from_socket(sock) as stream:
            print(await stream.receive())
            print("timeout now:", sock.gettimeout())
            option = socket.IPPROTO_TCP, socket.TCP_NODELAY
            print("no delay:", sock.getsockopt(*option) != 0)
        print("closed with the stream:", sock.fileno() == -1)
        tg.cancel()


anyio.run(main)
