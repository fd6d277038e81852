# /// script
# requires-python = ">=3.12"
# dependencies = ["anyio>=4.0"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""A task is started in an event loop whose tasks are eager.

Probed: whether it begins before `start_soon()` returns.
"""

import asyncio
import sys

import anyio


async def child() -> None:
    print("the child begins")


async def main() -> None:
    loop = asyncio.get_running_loop()
    if sys.version_info >= (3, 12):
        loop.set_task_factory(asyncio.eager_task_factory)
    async with anyio.create_task_group() as tg:
        tg.start_soon(child)
        print("start_soon() returned")


anyio.run(main)
