# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""One task at a time for each key, and no lock stays behind."""

from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


class KeyedLock:
    def __init__(self) -> None:
        self._locks: dict[str, anyio.Lock] = {}
        self._users = Counter[str]()

    def __len__(self) -> int:
        return len(self._locks)

    @asynccontextmanager
    async def hold(self, key: str) -> AsyncIterator[None]:
        lock = self._locks.setdefault(key, anyio.Lock())
        self._users[key] += 1
        try:
            async with lock:
                yield
        finally:
            self._users[key] -= 1
            if not self._users[key]:
                del self._locks[key], self._users[key]


async def main() -> None:
    locks = KeyedLock()

    async def save(user: str, text: str) -> None:
        async with locks.hold(user):
            await anyio.sleep(1)
            print(user, text)

    start = anyio.current_time()
    async with anyio.create_task_group() as tg:
        tg.start_soon(save, "Ann", "once")
        await anyio.sleep(0.1)
        tg.start_soon(save, "Bob", "meanwhile")
        tg.start_soon(save, "Ann", "again")
    print(f"{anyio.current_time() - start:.0f} seconds,", len(locks))


anyio.run(main)
