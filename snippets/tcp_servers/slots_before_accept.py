# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""A server takes a slot first, and then accepts the next connection."""

import socket
from contextlib import suppress

import anyio
from anyio.abc import SocketListener, SocketStream


async def handle(client: SocketStream, slots: anyio.Semaphore) -> None:
    try:
        # a client that is gone needs no turn
        with suppress(anyio.BrokenResourceError):
            async with client:
                await client.send(b"your turn")
                async for _ in client:
                    pass
    finally:
        slots.release()


async def serve(listener: SocketListener, limit: int) -> None:
    slots = anyio.Semaphore(limit, max_value=limit)
    async with anyio.create_task_group() as tg:
        while True:
            await slots.acquire()
            client = await listener.accept()
            tg.start_soon(handle, client, slots)


async def main() -> None:
    made = socket.create_server(("127.0.0.1", 0))
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
    port = made.getsockname()[1]
    listener = await SocketListener.from_socket(made)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(serve, listener, 1)
        async with await anyio.connect_tcp("127.0.0.1", port) as one:
            print("one:", await one.receive())
            async with await anyio.connect_tcp("127.0.0.1", port) as two:
                with anyio.move_on_after(2) as limit:
                    await two.send(b"x" * 12_000_000)
                print("two sent 12 MB:", not limit.cancelled_caught)
        tg.cancel()


anyio.run(main)
