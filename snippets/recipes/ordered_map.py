# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Results in the order of their items, with few calls at once."""

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from typing import TypeVar

import anyio

T = TypeVar("T")
R = TypeVar("R")


@asynccontextmanager
async def ordered_map(
    call: Callable[[T], Awaitable[R]], items: Iterable[T], at_once: int
) -> AsyncIterator[AsyncIterator[R]]:
    send, receive = anyio.create_memory_object_stream[R]()

    async def run(item: T) -> R:
        return await call(item)

    async def feed() -> None:
        ahead: deque[anyio.TaskHandle[R]] = deque()
        # the group has the error of a task itself
        with send, suppress(anyio.TaskFailed, anyio.TaskCancelled):
            for item in items:
                ahead.append(tg.start_soon(run, item))
                if len(ahead) >= at_once:
                    await send.send(await ahead.popleft())
            while ahead:
                await send.send(await ahead.popleft())

    async with anyio.create_task_group() as tg:
        with receive:
            tg.start_soon(feed)
            yield receive
            tg.cancel()


async def main() -> None:
    async def fetch(seconds: float) -> float:
        await anyio.sleep(seconds)
        return seconds

    waits = (3.0, 1.0, 2.0, 1.0, 1.0)
    async with ordered_map(fetch, waits, at_once=3) as results:
        print([result async for result in results])


anyio.run(main)
