# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A context manager starts a background task and ends it again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from anyio.abc import TaskStatus


class Prices:
    def __init__(self) -> None:
        self.calls = self.version = 0

    async def fetch(self) -> None:
        await anyio.sleep(0.1)
        self.calls += 1
        if self.calls == 2:
            raise OSError("no answer")
        self.version += 1

    async def keep_fresh(
        self, *, task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED
    ) -> None:
        await self.fetch()
        task_status.started()
        while True:
            await anyio.sleep(1)
            try:
                await self.fetch()
            except OSError as error:
                # an error that left this task would cancel the block
                print("prices stay as they are:", error)


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
        await anyio.sleep(3)
        print("version now:", prices.version)
    print("after the block")


anyio.run(main)
