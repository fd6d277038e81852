# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""The first change at once, then the newest of each second."""

from collections.abc import AsyncIterator

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream


async def throttled(
    changes: MemoryObjectReceiveStream[int], pause: float
) -> AsyncIterator[int]:
    """Give the newest change, and no two within the pause."""
    async for change in changes:
        try:
            while True:
                change = changes.receive_nowait()
        except (anyio.WouldBlock, anyio.EndOfStream):
            pass  # this is the newest
        yield change
        await anyio.sleep(pause)


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[int](100)
    start = anyio.current_time()

    async def measure() -> None:
        with send:
            for percent in range(0, 101, 4):
                await send.send(percent)
                await anyio.sleep(0.15)

    async with anyio.create_task_group() as tg:
        tg.start_soon(measure)
        with receive:
            async for percent in throttled(receive, pause=1):
                now = round(anyio.current_time() - start, 1)
                print(f"{percent} % at {now}")


anyio.run(main)
