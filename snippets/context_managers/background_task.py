# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A context manager starts a background task and ends it again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from anyio.abc import TaskStatus


class Prices:
    def __init__(self) -> None:
        self.version = 0

    async def fetch(self) -> None:
        await anyio.sleep(0.01)
        self.version += 1

    async def keep_fresh(
        self, *, task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED
    ) -> None:
        await self.fetch()
        task_status.started()
        try:
            while True:
                await anyio.sleep(0.1)
                await self.fetch()
        finally:
            print("refreshing ends")


@asynccontextmanager
async def fresh_prices() -> AsyncIterator[Prices]:
    prices = Prices()
    async with anyio.create_task_group() as tg:
        await tg.start(prices.keep_fresh)
        yield prices
        # without this line the group would wait for the endless task
        tg.cancel_scope.cancel()


async def main() -> None:
    async with fresh_prices() as prices:
        print("version at the start:", prices.version)
        await anyio.sleep(0.3)
        print("refreshed meanwhile:", prices.version > 1)
    print("after the block")


anyio.run(main)
