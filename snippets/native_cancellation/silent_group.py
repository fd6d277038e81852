# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""A task that asyncio cancels takes its siblings along, and the group is silent."""

import asyncio

import anyio


async def check() -> None:
    # stands for a library that cancels the task it runs in
    if task := asyncio.current_task():
        task.cancel()
    await anyio.sleep(1)


async def upload() -> None:
    await anyio.sleep(0.2)
    print("    uploaded")


async def main() -> None:
    print("asyncio.TaskGroup():")
    async with asyncio.TaskGroup() as group:
        group.create_task(check())
        group.create_task(upload())
    print("anyio.create_task_group():")
    async with anyio.create_task_group() as tg:
        tg.start_soon(check)
        handle = tg.start_soon(upload)
    print("    no error, upload", handle.status.name)

    print("anyio.gather():")
    try:
        await anyio.gather(check(), upload())
    except anyio.TaskCancelled:
        print("    TaskCancelled")


anyio.run(main)
