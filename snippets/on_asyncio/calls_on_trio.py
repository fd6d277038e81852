# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""On Trio, some asyncio calls fail at once, others when they have to wait."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import closing

import anyio


async def job() -> None:
    """Stands for what the calls below are given."""


def filled_queue() -> asyncio.Queue[str]:
    queue = asyncio.Queue[str]()
    queue.put_nowait("item")
    return queue


async def outcome(call: Callable[[], Awaitable[object]]) -> str:
    try:
        await call()
    except Exception as error:
        return type(error).__name__
    return "no error"


async def main() -> None:
    with closing(job()) as coroutine:
        calls: dict[str, Callable[[], Awaitable[object]]] = {
            "create_task": lambda: asyncio.create_task(coroutine),
            "wait_for": lambda: asyncio.wait_for(coroutine, 1),
            "timeout": lambda: asyncio.timeout(1).__aenter__(),
            "TaskGroup": lambda: asyncio.TaskGroup().__aenter__(),
            "to_thread": lambda: asyncio.to_thread(print),
            "Queue with items": lambda: filled_queue().get(),
            "empty Queue": lambda: asyncio.Queue[str]().get(),
        }
        for name, call in calls.items():
            print(f"{name:<16} {await outcome(call)}")


anyio.run(main, backend="trio")
