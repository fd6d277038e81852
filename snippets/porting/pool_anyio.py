"""A pool of workers, which do what is left when they are stopped."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream


class Pool(anyio.AsyncContextManagerMixin):
    def __init__(
        self, work: Callable[[str], Awaitable[str]], size: int
    ) -> None:
        self._work = work
        self._size = size

    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator[None]:
        self._send, receive = anyio.create_memory_object_stream[
            tuple[str, anyio.Future[str]]
        ](100)
        async with anyio.create_task_group() as tg:
            with self._send, receive:
                for _ in range(self._size):
                    tg.start_soon(self._run, receive.clone())
                yield

    async def do(self, item: str) -> str:
        done = anyio.Future[str]()
        await self._send.send((item, done))
        return await done

    async def _run(
        self,
        items: MemoryObjectReceiveStream[tuple[str, anyio.Future[str]]],
    ) -> None:
        with items:
            async for item, done in items:
                try:
                    done.return_value = await self._work(item)
                except Exception as error:
                    done.exception = error
