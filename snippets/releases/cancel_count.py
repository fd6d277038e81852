# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.0"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""A time limit cuts a task group.

Probed: how many cancellations asyncio still counts for the task.
"""

import asyncio

import anyio


async def main() -> None:
    with anyio.move_on_after(0.1):
        async with anyio.create_task_group() as tg:
            tg.start_soon(anyio.sleep, 1)
            await anyio.sleep(1)
    task = asyncio.current_task()
    assert task
    print("cancelling:", task.cancelling())


anyio.run(main)
