# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A context manager with a group in it cancels its task at the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


async def beat() -> None:
    while True:
        print("beat")
        await anyio.sleep(0.2)


@asynccontextmanager
async def heartbeat() -> AsyncIterator[str]:
    async with anyio.create_task_group() as tg:
        tg.start_soon(beat)
        yield "alive"
        tg.cancel_scope.cancel()


async def main() -> None:
    async with heartbeat() as state:
        print(state)
        await anyio.sleep(0.5)
    print("over")


anyio.run(main)
