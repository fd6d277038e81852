# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Whoever gets no place in time is told so, and so is one too many."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


class FullError(Exception):
    """There are enough who wait."""


class Places:
    def __init__(self, places: int, queue: int) -> None:
        self._semaphore = anyio.Semaphore(places)
        self._queue = queue

    @asynccontextmanager
    async def place(self, within: float) -> AsyncIterator[None]:
        """Raises FullError or TimeoutError; the work has no limit."""
        waiting = self._semaphore.statistics().tasks_waiting
        if not self._semaphore.value and waiting >= self._queue:
            raise FullError
        with anyio.fail_after(within):
            await self._semaphore.acquire()
        try:
            yield
        finally:
            self._semaphore.release()


async def main() -> None:
    places = Places(1, queue=1)

    async def guest(name: str) -> None:
        try:
            async with places.place(within=2):
                await anyio.sleep(5)
                print(name, "was served")
        except (FullError, TimeoutError) as error:
            print(name, "left:", type(error).__name__)

    async with anyio.create_task_group() as tg:
        for name in ("Ann", "Bob", "Eve"):
            tg.start_soon(guest, name)
            await anyio.sleep(0.1)


anyio.run(main)
