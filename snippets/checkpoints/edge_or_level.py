# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""A cleanup that waits, after an edge cancellation and a level one."""

import asyncio

import anyio


async def job(name: str) -> None:
    try:
        await anyio.sleep(60)
    finally:
        print(f"{name}: the cleanup waits")
        await anyio.sleep(0.1)
        print(f"{name}: the cleanup is done")


async def main() -> None:
    task = asyncio.create_task(job("edge"))
    await anyio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])

    with anyio.move_on_after(0.1):
        await job("level")


anyio.run(main)
