# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Streams that need not wait: do their calls check?"""

from collections.abc import Awaitable, Callable

import anyio
from anyio.lowlevel import checkpoint
from anyio.streams.buffered import BufferedByteReceiveStream


async def probe(name: str, call: Callable[[], Awaitable[object]]) -> None:
    with anyio.CancelScope() as scope:
        scope.cancel()
        await call()
    async with anyio.create_task_group() as tg:
        neighbour = tg.start_soon(checkpoint)
        for _ in range(9):  # two or three turns are enough
            await call()
        has_run = neighbour.status.name == "FINISHED"
    print(f"{name:30}{scope.cancelled_caught!s:7}{has_run}")


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[bytes](100)
    buffered = BufferedByteReceiveStream(receive)
    buffered.feed_data(b"0123456789")

    async with send, receive:
        for _ in range(20):
            send.send_nowait(b"item")
        print(f"{'':30}check  schedule")
        await probe("send(), with room", lambda: send.send(b""))
        await probe("receive(), with an item", receive.receive)
        await probe("async for, with an item", receive.__anext__)
        await probe("receive(), from a buffer", lambda: buffered.receive(1))


anyio.run(main)
