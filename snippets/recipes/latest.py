# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Everyone gets the latest value, and may miss those in between."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Generic, TypeVar

import anyio

T = TypeVar("T")


class Latest(Generic[T]):
    def __init__(self, value: T) -> None:
        self.value = value
        self._changed = anyio.Event()

    def set(self, value: T) -> None:
        self.value = value
        changed, self._changed = self._changed, anyio.Event()
        changed.set()

    async def values(self) -> AsyncGenerator[T, None]:
        """The value, and then each that it has when you look again."""
        while True:
            changed = self._changed
            yield self.value
            await changed.wait()


async def main() -> None:
    price = Latest(100)

    async def watch(name: str, pause: float) -> None:
        async with aclosing(price.values()) as values:
            async for value in values:
                print(name, "sees", value)
                await anyio.sleep(pause)

    async with anyio.create_task_group() as tg:
        tg.start_soon(watch, "quick", 0.1)
        await anyio.sleep(0.55)
        tg.start_soon(watch, "slow", 2.3)
        for value in (101, 102, 103):
            await anyio.sleep(1)
            price.set(value)
        await anyio.sleep(2)
        tg.cancel()


anyio.run(main)
