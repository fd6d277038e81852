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

import anyio
from anyio.abc import SocketListener, SocketStream

MEGABYTE = b"x" * 1_000_000


async def handle(client: SocketStream, slots: anyio.Semaphore) -> None:
    try:
        async with client:
            async for _ in client:
                pass
    except anyio.BrokenResourceError:
        print("a client is gone")
    finally:
        slots.release()


async def serve(listener: SocketListener, limit: int) -> None:
    slots = anyio.Semaphore(limit, max_value=limit)
    async with anyio.create_task_group() as tg:
        while True:
            await slots.acquire()
            client = await listener.accept()
            tg.start_soon(handle, client, slots)


async def upload(stream: SocketStream, megabytes: int) -> bool:
    """Return whether all was taken from us, within two seconds."""
    with anyio.move_on_after(2):
        for _ in range(megabytes):
            await stream.send(MEGABYTE)
        return True
    return False


async def main() -> None:
    made = socket.create_server(("127.0.0.1", 0))
    made.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
    port = made.getsockname()[1]
    listener = await SocketListener.from_socket(made)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(serve, listener, 1)
        async with await anyio.connect_tcp("127.0.0.1", port) as one:
            print("one sent 1 MB:", await upload(one, 1))
            async with await anyio.connect_tcp("127.0.0.1", port) as two:
                print("two sent 12 MB:", await upload(two, 12))
        tg.cancel()


anyio.run(main)
