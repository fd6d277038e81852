# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""Condition: the same block, and a predicate in both."""

import asyncio

import anyio


async def with_asyncio(log: list[str]) -> None:
    changed = asyncio.Condition()

    async def wait() -> None:
        async with changed:
            await changed.wait_for(lambda: "ready" in log)
            log.append("asyncio goes on")

    task = asyncio.create_task(wait())
    await anyio.wait_all_tasks_blocked()
    async with changed:
        log.append("ready")
        changed.notify_all()
    await task


async def with_anyio(log: list[str]) -> None:
    changed = anyio.Condition()

    async def wait() -> None:
        async with changed:
            await changed.wait_for(lambda: "ready" in log)
            log.append("AnyIO goes on")

    async with anyio.create_task_group() as tg:
        tg.start_soon(wait)
        await anyio.wait_all_tasks_blocked()
        async with changed:
            log.append("ready")
            changed.notify_all()


async def main() -> None:
    for waiting in (with_asyncio, with_anyio):
        log: list[str] = []
        await waiting(log)
        print(log)


anyio.run(main)
