# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""A task of asyncio's below a scope knows no deadline, and is cancelled once."""

import asyncio

import anyio


async def worker(name: str) -> None:
    left = anyio.current_effective_deadline() - anyio.current_time()
    print(f"{name} has {left:.0f} s left")
    try:
        await anyio.sleep(60)
    finally:
        print(f"{name} cleans up")
        await anyio.sleep(0.2)
        print(f"{name} has cleaned up")


async def main() -> None:
    with anyio.move_on_after(1) as limit:
        async with anyio.create_task_group() as tg:
            tg.start_soon(worker, "AnyIO's task")
            await anyio.sleep(0.1)
            limit.cancel()
    print("the group has ended")

    with anyio.move_on_after(1) as limit:
        async with asyncio.TaskGroup() as group:
            group.create_task(worker("asyncio's task"))
            await anyio.sleep(0.1)
            limit.cancel()
    print("the group has ended")


anyio.run(main)
