# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# older = ["older/told_at_its_end.py"]
# ///
"""A limit on waiting for a task: asyncio's ends the task, AnyIO's doesn't."""

import asyncio

import anyio


async def export() -> str:
    await anyio.sleep(0.3)
    return "export.zip"


async def main() -> None:
    async with asyncio.TaskGroup() as asyncio_tg:
        task = asyncio_tg.create_task(export())
        try:
            await asyncio.wait_for(task, 0.1)
        except TimeoutError:
            print("asyncio's task is cancelled:", task.cancelled())

    async with anyio.create_task_group() as tg:
        handle = tg.start_soon(export)
        try:
            with anyio.fail_after(0.1):
                await handle
        except TimeoutError:
            print("AnyIO's task is", handle.status.name)
    print("AnyIO's task has made", handle.return_value)


anyio.run(main)
