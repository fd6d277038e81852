# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A request to stop, time for what has begun, and then the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


@asynccontextmanager
async def stoppable(
    stop: anyio.Event, budget: float
) -> AsyncIterator[anyio.CancelScope]:
    """After stop, the block has its budget, and then is cancelled."""

    async def watch() -> None:
        await stop.wait()
        scope.deadline = anyio.current_time() + budget

    async with anyio.create_task_group() as tg:
        with anyio.CancelScope() as scope:
            tg.start_soon(watch)
            yield scope
        tg.cancel()


async def main() -> None:
    stop = anyio.Event()

    async def work(name: str, seconds: float) -> None:
        async with stoppable(stop, budget=5) as scope:
            while not stop.is_set():
                await anyio.sleep(seconds)
                print(name, "has finished a job")
        print(name, "was cut:", scope.cancelled_caught)

    async with anyio.create_task_group() as tg:
        tg.start_soon(work, "quick", 2)
        tg.start_soon(work, "slow", 60)
        await anyio.sleep(3)
        stop.set()


anyio.run(main)
