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
import gc
from typing import Any

import anyio


async def upload() -> None:
    await anyio.sleep(0.4)
    raise OSError("disk full")


def log(_: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    print("logged:", context["message"])


async def main() -> None:
    asyncio.get_running_loop().set_exception_handler(log)
    with anyio.move_on_after(0.1) as scope:
        async with anyio.create_task_group():
            task = asyncio.create_task(upload())
            await anyio.sleep(60)
    print("timed out:", scope.cancelled_caught)
    print("upload stopped:", task.done())

    await asyncio.wait([task])
    print("upload stopped:", task.done())
    del task
    gc.collect()


anyio.run(main)
