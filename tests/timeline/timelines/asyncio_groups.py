# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""Task groups and timeouts of asyncio's own, and what each of them cancels."""

import asyncio
from contextlib import suppress


async def work(seconds: float) -> None:
    await asyncio.sleep(seconds)
    print("worked for", seconds)


async def fail() -> None:
    await asyncio.sleep(0.1)
    raise ValueError


async def child_raises() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(work(1))
        group.create_task(fail())
        await asyncio.sleep(2)


async def body_raises() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(work(1))
        await asyncio.sleep(0.1)
        raise KeyError


async def task_cancelled() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(work(1))


async def main() -> None:
    async with asyncio.TaskGroup() as group:
        group.create_task(work(0.05))
        group.create_task(work(0.1), name="named")
    with suppress(TimeoutError):
        async with asyncio.timeout(0.2), asyncio.TaskGroup() as group:
            group.create_task(work(1))
    async with asyncio.timeout(1) as limit:
        await asyncio.sleep(0.1)
        limit.reschedule(asyncio.get_running_loop().time() + 0.3)
    await asyncio.gather(child_raises(), body_raises(), return_exceptions=True)
    task = asyncio.create_task(task_cancelled())
    await asyncio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])


asyncio.run(main())
