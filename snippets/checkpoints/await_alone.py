# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Await, async for and async with, without a checkpoint."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import nullcontext

import anyio
from anyio.lowlevel import checkpoint


async def probe(name: str, call: Callable[[], Awaitable[object]]) -> None:
    with anyio.CancelScope() as scope:
        scope.cancel()
        await call()
    async with anyio.create_task_group() as tg:
        neighbour = tg.start_soon(checkpoint)
        for _ in range(9):  # two or three turns are enough
            await call()
        has_run = neighbour.status.name == "FINISHED"
    print(f"{name:30}{scope.cancelled_caught!s:7}{has_run}")


async def main() -> None:
    async def plain() -> None: ...

    async def numbers() -> AsyncIterator[int]:
        yield 1

    async def both() -> list[int]:
        async with nullcontext():
            return [number async for number in numbers()]

    print(f"{'':30}check  schedule")
    await probe("await", plain)
    await probe("async with and async for", both)


anyio.run(main)
