# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""A handler asks whether a scope of AnyIO's is behind its cancellation."""

import asyncio
import math

import anyio


async def work(title: str) -> None:
    try:
        await anyio.sleep(60)
    except asyncio.CancelledError:
        by_scope = anyio.current_effective_deadline() == -math.inf
        print(f"{title}: by a scope of AnyIO's: {by_scope}")
        raise


async def main() -> None:
    with anyio.move_on_after(0.1):
        await work("move_on_after()")

    try:
        async with asyncio.timeout(0.1):
            await work("asyncio.timeout()")
    except TimeoutError:
        pass

    task = asyncio.create_task(work("Task.cancel()"))
    await anyio.sleep(0.1)
    task.cancel()
    await asyncio.wait([task])


anyio.run(main)
