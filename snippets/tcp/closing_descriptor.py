# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A task that waits for a socket is told before it is closed."""

import socket

import anyio


class Connection:
    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock
        self._is_closed = False
        sock.setblocking(False)

    async def receive(self) -> bytes:
        while not self._is_closed:
            try:
                return self._socket.recv(1000)
            except BlockingIOError:
                await anyio.wait_readable(self._socket)
        raise anyio.ClosedResourceError

    def close(self) -> None:
        self._is_closed = True
        anyio.notify_closing(self._socket)
        self._socket.close()


async def read(connection: Connection) -> None:
    try:
        while data := await connection.receive():
            print("received:", data)
    except anyio.ClosedResourceError:
        print("the reader knows that it was closed")


async def main() -> None:
    left, right = socket.socketpair()
    connection = Connection(left)
    with left, right:
        async with anyio.create_task_group() as tg:
            tg.start_soon(read, connection)
            right.send(b"hello")
            await anyio.wait_all_tasks_blocked()
            try:
                await connection.receive()
            except anyio.BusyResourceError as error:
                print(error)
            connection.close()


anyio.run(main)
