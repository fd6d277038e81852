# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""A scope ends an awaited asyncio task, with what it has shielded."""

import asyncio

import anyio


async def upload() -> None:
    try:
        await anyio.sleep(60)
    finally:
        with anyio.move_on_after(1, shield=True):
            await anyio.sleep(0.1)
            print("  disconnected")


async def main() -> None:
    print("a task of asyncio's")
    with anyio.move_on_after(0.1):
        task = asyncio.create_task(upload())
        await task
    print("  cancelled:", task.cancelled())

    print("a task of AnyIO's")
    with anyio.move_on_after(0.1):
        async with anyio.create_task_group() as task_group:
            handle = task_group.create_task(upload())
    print("  cancelled:", handle.status.name == "CANCELLED")


anyio.run(main)
