# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A pool keeps connections, and throws away one whose use was cut."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Generic, TypeVar

import anyio
from anyio.abc import AsyncResource

C = TypeVar("C", bound=AsyncResource)


class Pool(AsyncResource, Generic[C]):
    def __init__(
        self, connect: Callable[[], Awaitable[C]], size: int
    ) -> None:
        self._connect = connect
        self._slots = anyio.Semaphore(size)
        self._idle: list[C] = []

    @asynccontextmanager
    async def connection(self) -> AsyncIterator[C]:
        async with self._slots:
            one = self._idle.pop() if self._idle else await self._connect()
            try:
                yield one
            except BaseException:  # an answer may be on its way
                await anyio.aclose_forcefully(one)
                raise
            self._idle.append(one)

    async def aclose(self) -> None:
        async with AsyncExitStack() as stack:
            while self._idle:
                stack.push_async_callback(self._idle.pop().aclose)


class Connection(AsyncResource):
    async def aclose(self) -> None:
        print("closed")


async def connect() -> Connection:
    print("connected")
    return Connection()


async def main() -> None:
    async with Pool(connect, size=2) as pool:
        for seconds in (1, 1, 9):
            with anyio.move_on_after(5):
                async with pool.connection():
                    await anyio.sleep(seconds)
        async with pool.connection():
            print("a new one")


anyio.run(main)
