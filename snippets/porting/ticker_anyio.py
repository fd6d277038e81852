"""A job that is done again and again while a block lasts."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import anyio


class Ticker(anyio.AsyncContextManagerMixin):
    def __init__(self, job: Callable[[], None], seconds: float) -> None:
        self._job = job
        self._seconds = seconds

    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator[None]:
        async with anyio.create_task_group() as tg:
            tg.start_soon(self._run)
            yield
            tg.cancel()

    async def _run(self) -> None:
        while True:
            await anyio.sleep(self._seconds)
            self._job()
