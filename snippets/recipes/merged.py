# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Several sources become one, and each waits until its item is taken."""

from collections.abc import AsyncIterable, AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

import anyio
from anyio.streams.memory import MemoryObjectSendStream

T = TypeVar("T")


@asynccontextmanager
async def merged(
    *sources: AsyncIterable[T],
) -> AsyncIterator[AsyncIterator[T]]:
    send, receive = anyio.create_memory_object_stream[T]()

    async def forward(
        source: AsyncIterable[T], to: MemoryObjectSendStream[T]
    ) -> None:
        with to:
            async for item in source:
                await to.send(item)

    async with anyio.create_task_group() as tg:
        with receive:
            with send:
                for source in sources:
                    tg.start_soon(forward, source, send.clone())
            yield receive
            tg.cancel()


async def main() -> None:
    async def readings(name: str, pause: float) -> AsyncIterator[str]:
        for number in range(1, 4):
            await anyio.sleep(pause)
            yield f"{name} {number}"

    sources = (readings("Rome", 1), readings("Oslo", 1.6))
    async with merged(*sources) as items:
        print([item async for item in items])


anyio.run(main)
