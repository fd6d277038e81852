# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A stream inside a context manager survives a break."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from anyio.streams.memory import (
    MemoryObjectReceiveStream,
    MemoryObjectSendStream,
)


async def tick(send: MemoryObjectSendStream[int]) -> None:
    with send:
        for number in range(100):
            await send.send(number)


@asynccontextmanager
async def ticks() -> AsyncIterator[MemoryObjectReceiveStream[int]]:
    send, receive = anyio.create_memory_object_stream[int]()
    with receive:
        async with anyio.create_task_group() as tg:
            tg.start_soon(tick, send)
            yield receive
            tg.cancel_scope.cancel()


async def main() -> None:
    async with ticks() as numbers:
        async for number in numbers:
            print("tick", number)
            if number == 2:
                break
    print("after the loop")
    await anyio.sleep(0.1)
    print("main() ends")


anyio.run(main)
