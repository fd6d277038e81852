# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A server that is full says so, and closes the connection."""

from contextlib import suppress
from functools import partial

import anyio
from anyio.abc import SocketAttribute, SocketStream


async def handle(
    slots: anyio.CapacityLimiter, client: SocketStream
) -> None:
    # a client that is gone needs no answer
    with suppress(anyio.BrokenResourceError):
        async with client:
            try:
                slots.acquire_nowait()
            except anyio.WouldBlock:
                with anyio.move_on_after(5):
                    await client.send(b"busy")
                return
            try:
                await client.send(b"ready")
                async for chunk in client:
                    await client.send(chunk)
            finally:
                slots.release()


async def main() -> None:
    serve = partial(handle, anyio.CapacityLimiter(1))
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, serve)
        async with await anyio.connect_tcp("127.0.0.1", port) as one:
            print("one:", await one.receive())
            async with await anyio.connect_tcp("127.0.0.1", port) as two:
                print("two:", await two.receive())
            await one.send(b"hello")
            print("one:", await one.receive())
        tg.cancel()


anyio.run(main)
