# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""A task that asyncio cancels ends its group, and the group says nothing."""

import asyncio

import anyio


async def watch() -> None:
    if task := asyncio.current_task():
        task.cancel()  # as a library does that knows only asyncio
    await anyio.sleep(60)


async def save() -> str:
    await anyio.sleep(0.1)
    print("  saved")
    return "saved"


async def main() -> None:
    print("asyncio's group:")
    async with asyncio.TaskGroup() as asyncio_tg:
        asyncio_tg.create_task(watch())
        asyncio_tg.create_task(save())
    print("AnyIO's group:")
    async with anyio.create_task_group() as tg:
        watcher = tg.start_soon(watch)
        saver = tg.start_soon(save)
    print("  no error;", watcher.status.name, saver.status.name)
    print("AnyIO's gather():")
    try:
        await anyio.gather(watch(), save())
    except anyio.TaskCancelled:
        print("  TaskCancelled")


anyio.run(main)
