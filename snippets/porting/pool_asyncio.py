"""A pool of workers, which do what is left when they are stopped."""

import asyncio
from collections.abc import Awaitable, Callable


class Pool:
    def __init__(
        self, work: Callable[[str], Awaitable[str]], size: int
    ) -> None:
        self._work = work
        self._size = size

    async def __aenter__(self) -> None:
        self._queue = asyncio.Queue[tuple[str, asyncio.Future[str]]]()
        self._tasks = [
            asyncio.create_task(self._run()) for _ in range(self._size)
        ]

    async def __aexit__(self, *_: object) -> None:
        await self._queue.join()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def do(self, item: str) -> str:
        done = asyncio.get_running_loop().create_future()
        await self._queue.put((item, done))
        result: str = await done
        return result

    async def _run(self) -> None:
        while True:
            item, done = await self._queue.get()
            try:
                done.set_result(await self._work(item))
            except Exception as error:
                done.set_exception(error)
            finally:
                self._queue.task_done()
