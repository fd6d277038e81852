# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A subclass enters its base's context, and adds to it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


class Service(anyio.AsyncContextManagerMixin):
    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator["Service"]:
        async with anyio.create_task_group() as self._tasks:
            print("service: up")
            yield self
            self._tasks.cancel()
        print("service: down")


class WatchedService(Service):
    @asynccontextmanager
    async def __asynccontextmanager__(
        self,
    ) -> AsyncIterator["WatchedService"]:
        async with super().__asynccontextmanager__():
            self._tasks.start_soon(self._watch)
            yield self
            print("watch: last look")

    async def _watch(self) -> None:
        print("watch: begins")
        await anyio.sleep_forever()


async def main() -> None:
    async with WatchedService() as service:
        await anyio.sleep(0.1)
        print("in the block of a", type(service).__name__)


anyio.run(main)
