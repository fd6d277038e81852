# /// script
# requires-python = ">=3.12"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""With eager tasks, asyncio's start at once; AnyIO's wait for a turn."""

import asyncio
import sys

import anyio


async def greet(name: str) -> None:
    print("  hello", name)


async def main() -> None:
    loop = asyncio.get_running_loop()
    if sys.version_info >= (3, 12):
        loop.set_task_factory(asyncio.eager_task_factory)

    print("asyncio")
    async with asyncio.TaskGroup() as asyncio_tg:
        asyncio_tg.create_task(greet("Ada"))
        print("  Ada's task is there")

    print("AnyIO")
    async with anyio.create_task_group() as tg:
        tg.create_task(greet("Bob"))
        print("  Bob's task is there")


anyio.run(main)
