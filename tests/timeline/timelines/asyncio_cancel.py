# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""Who calls `cancel()` of a task of asyncio, also where that hands it on to another one."""

import asyncio
from contextlib import suppress


async def work(seconds: float) -> None:
    await asyncio.sleep(seconds)


async def stubborn() -> None:
    with suppress(asyncio.CancelledError):
        await asyncio.sleep(1)
    print("goes on")
    with suppress(TimeoutError):
        async with asyncio.timeout(0.1):
            await asyncio.sleep(1)


async def outer() -> None:
    await asyncio.create_task(work(3))


async def gathers() -> None:
    await asyncio.gather(work(1), work(2))


async def waits_for(future: asyncio.Future[None]) -> None:
    with suppress(asyncio.CancelledError):
        await future
    print("its future was cancelled")


async def main() -> None:
    future = asyncio.get_running_loop().create_future()
    waits = asyncio.create_task(waits_for(future))
    tasks = [asyncio.create_task(each()) for each in (stubborn, outer, gathers)]
    await asyncio.sleep(0.1)
    future.cancel()
    for task in tasks:
        task.cancel()
    await asyncio.wait([waits, *tasks])


asyncio.run(main())
