# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""asyncio's own things in an AnyIO program: what holds, what doesn't."""

import asyncio

import anyio


async def main() -> None:
    with anyio.move_on_after(0.1) as scope:
        async with asyncio.TaskGroup() as native:
            native.create_task(anyio.sleep(60))
    print("scope around asyncio.TaskGroup:", scope.cancelled_caught)

    queue = asyncio.Queue[str]()
    with anyio.move_on_after(0.1) as scope:
        await queue.get()
    print("scope around Queue.get():", scope.cancelled_caught)

    try:
        async with asyncio.timeout(0.1):
            with anyio.CancelScope(shield=True):
                await anyio.sleep(0.2)
                print("the shield held")
    except TimeoutError:
        print("asyncio.timeout() went through AnyIO's shield")

    async def job() -> None:
        try:
            await anyio.sleep(60)
        finally:
            await anyio.sleep(0.1)
            print("Task.cancel(): the clean-up waited")

    task = asyncio.create_task(job())
    await anyio.wait_all_tasks_blocked()
    task.cancel()
    await asyncio.wait([task])


anyio.run(main)
