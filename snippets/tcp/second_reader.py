# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Two tasks may not receive at once; one may send, or close."""

import socket

import anyio
from anyio.abc import SocketListener, SocketStream


async def receive(stream: SocketStream) -> None:
    try:
        while True:
            print("received:", await stream.receive())
    except anyio.ClosedResourceError:
        print("the reader's stream is closed")


async def main() -> None:
    made = socket.create_server(("127.0.0.1", 0))
    port = made.getsockname()[1]
    async with await SocketListener.from_socket(made) as listener:
        stream = await anyio.connect_tcp("127.0.0.1", port)
        async with (
            stream,
            await listener.accept() as peer,
            anyio.create_task_group() as tg,
        ):
            tg.start_soon(receive, stream)
            await anyio.wait_all_tasks_blocked()
            try:
                await stream.receive()
            except anyio.BusyResourceError as error:
                print(error)
            await stream.send(b"from another task")
            print("peer:", await peer.receive())
            await anyio.aclose_forcefully(stream)


anyio.run(main)
