"""A cache that loads each value once, however many ask for it."""

import asyncio
from collections.abc import Awaitable, Callable


class Cache:
    def __init__(self, load: Callable[[str], Awaitable[str]]) -> None:
        self._load = load
        self._kept: dict[str, str] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    async def get(self, key: str) -> str:
        lock = self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            if key not in self._kept:
                self._kept[key] = await self._load(key)
            return self._kept[key]

    def __len__(self) -> int:
        return len(self._kept)
