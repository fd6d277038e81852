# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""One of two tasks is cancelled: by Task.cancel(), by a handle."""

import asyncio

import anyio


async def listen(name: str) -> None:
    try:
        await anyio.sleep(0.2)
        print(f"  {name} heard something")
    finally:
        print(f"  {name} ends")


async def main() -> None:
    print("asyncio")
    tasks = [asyncio.create_task(listen(name)) for name in "ab"]
    await asyncio.sleep(0.1)
    tasks[0].cancel()
    await asyncio.wait(tasks)
    print("  cancelled:", [task.cancelled() for task in tasks])

    print("AnyIO")
    async with anyio.create_task_group() as tg:
        handles = [tg.create_task(listen(name)) for name in "ab"]
        await anyio.sleep(0.1)
        handles[0].cancel()
    print("  status:", [handle.status.name for handle in handles])


anyio.run(main)
