# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# right = "on_asyncio/owned_task.py"
# ///
"""A task from asyncio.create_task() outlives the timeout and the group."""

import asyncio

import anyio


async def upload() -> None:
    await anyio.sleep(0.4)
    raise OSError("disk full")


async def main() -> None:
    with anyio.move_on_after(0.1) as scope:
        async with anyio.create_task_group():
            task = asyncio.create_task(upload())
            await anyio.sleep(60)
    print("timed out:", scope.cancelled_caught)
    print("upload stopped:", task.done())

    await asyncio.wait([task])
    print("error that nobody was told:", repr(task.exception()))


anyio.run(main)
