# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""asyncio runs a task in the context that you give it; AnyIO copies it."""

import asyncio
from contextvars import ContextVar, copy_context

import anyio

rows: ContextVar[int] = ContextVar("rows", default=0)


async def import_data() -> None:
    await anyio.sleep(0.1)
    rows.set(30)


async def main() -> None:
    context = copy_context()
    async with anyio.create_task_group() as tg:
        tg.create_task(import_data(), context=context)
    print("after AnyIO's task:", context.run(rows.get))

    async with asyncio.TaskGroup() as asyncio_tg:
        asyncio_tg.create_task(import_data(), context=context)
    print("after asyncio's task:", context.run(rows.get))


anyio.run(main)
