# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""One task reads the source, and sends each item to all readers."""

from collections.abc import AsyncIterable, AsyncIterator
from contextlib import AsyncExitStack

import anyio
from anyio.abc import ObjectReceiveStream, ObjectSendStream


async def readings() -> AsyncIterator[int]:
    for reading in (3, 4, 9):
        await anyio.sleep(2)
        print("the sensor says", reading)
        yield reading


async def feed(
    source: AsyncIterable[int], *readers: ObjectSendStream[int]
) -> None:
    async with AsyncExitStack() as stack:
        for reader in readers:
            await stack.enter_async_context(reader)
        listening = list(readers)
        async for item in source:
            for reader in listening.copy():
                try:
                    await reader.send(item)
                except anyio.BrokenResourceError:
                    listening.remove(reader)  # it has left early
            if not listening:
                return


async def total(
    name: str, items: ObjectReceiveStream[int], pause: float
) -> None:
    result = 0
    async with items:
        async for item in items:
            result += item
            await anyio.sleep(pause)
    print(name, "total:", result)


async def main() -> None:
    to_fast, fast = anyio.create_memory_object_stream[int](10)
    to_slow, slow = anyio.create_memory_object_stream[int](10)
    async with anyio.create_task_group() as tg:
        tg.start_soon(feed, readings(), to_fast, to_slow)
        tg.start_soon(total, "fast", fast, 0.5)
        tg.start_soon(total, "slow", slow, 4)


anyio.run(main)
