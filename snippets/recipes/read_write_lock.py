# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Many may read at once, and one may write when nobody reads."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


class ReadWriteLock:
    def __init__(self) -> None:
        self._turn = anyio.Lock()
        self._readers = 0
        self._no_readers = anyio.Event()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[None]:
        async with self._turn:  # behind a writer who waits
            self._readers += 1
        try:
            yield
        finally:
            self._readers -= 1
            if not self._readers:
                self._no_readers.set()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[None]:
        async with self._turn:
            if self._readers:
                self._no_readers = anyio.Event()
                await self._no_readers.wait()
            yield


async def main() -> None:
    lock = ReadWriteLock()

    async def read(name: str, begin: float) -> None:
        await anyio.sleep(begin)
        async with lock.reading():
            print(name, "reads")
            await anyio.sleep(2)

    async with anyio.create_task_group() as tg:
        tg.start_soon(read, "Ann", 0.1)
        tg.start_soon(read, "Bob", 0.2)
        tg.start_soon(read, "Eve", 1)
        await anyio.sleep(0.5)
        async with lock.writing():
            print("one writes")


anyio.run(main)
