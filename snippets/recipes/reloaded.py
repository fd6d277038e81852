# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""New users get the new resource; the old one closes after its last."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio
from anyio.abc import AsyncResource


class Reloaded(AsyncResource):
    def __init__(
        self, load: Callable[[], Awaitable[AsyncResource]]
    ) -> None:
        self._load = load
        self._current: AsyncResource | None = None
        self._users: dict[AsyncResource, int] = {}
        self._lock = anyio.Lock()

    async def __aenter__(self) -> "Reloaded":
        await self.reload()
        return self

    async def reload(self) -> None:
        """Put a new one in place; if that fails, the old one stays."""
        async with self._lock:
            new = await self._load()
            old, self._current = self._current, new
            self._users[new] = 0
        if old is not None:
            await self._close_unused(old)

    async def aclose(self) -> None:
        """Close it; users who are left close it when they end."""
        old, self._current = self._current, None
        if old is not None:
            await self._close_unused(old)

    @asynccontextmanager
    async def use(self) -> AsyncIterator[AsyncResource]:
        if (mine := self._current) is None:
            raise anyio.ClosedResourceError
        self._users[mine] += 1
        try:
            yield mine
        finally:
            self._users[mine] -= 1
            await self._close_unused(mine)

    async def _close_unused(self, one: AsyncResource) -> None:
        if one is not self._current and self._users.get(one) == 0:
            del self._users[one]
            with anyio.move_on_after(5, shield=True):
                await one.aclose()


async def main() -> None:
    class Model(AsyncResource):
        async def aclose(self) -> None:
            print("closed")

    async def load() -> Model:
        print("loaded")
        return Model()

    async with Reloaded(load) as model, model.use() as old:
        await model.reload()
        async with model.use() as new:
            print("the same:", old is new)


anyio.run(main)
