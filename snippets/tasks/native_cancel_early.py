# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""If asyncio cancels a task before it has begun, its handle never learns."""

import asyncio

import anyio


async def save() -> str:
    await anyio.sleep(0.1)
    return "saved"


async def main() -> None:
    async with anyio.create_task_group() as tg:
        saver = tg.start_soon(save, name="saver")
        for task in asyncio.all_tasks():
            if task.get_name() == "saver":
                task.cancel()  # as a hasty shutdown does
    print("after its group:", saver.status.name)

    with anyio.move_on_after(0.2) as scope:
        await saver
    print("await saver ended:", not scope.cancelled_caught)
    saver.coro.close()  # it was never run


anyio.run(main)
