# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""A generator of your own collects items, and yields them in tuples."""

from collections.abc import AsyncIterable, AsyncIterator
from typing import TypeVar

import anyio

T = TypeVar("T")


async def batched(
    items: AsyncIterable[T], size: int
) -> AsyncIterator[tuple[T, ...]]:
    if size < 1:
        raise ValueError("a batch has at least one item")
    batch: list[T] = []
    async for item in items:
        batch.append(item)
        if len(batch) == size:
            yield tuple(batch)
            batch.clear()
    if batch:
        yield tuple(batch)


async def orders() -> AsyncIterator[str]:
    for number in range(1, 8):
        await anyio.sleep(0.02)
        yield f"order {number}"


async def save(batch: tuple[str, ...]) -> None:
    await anyio.sleep(0.05)
    print("saved", ", ".join(batch))


async def main() -> None:
    async for batch in batched(orders(), 3):
        await save(batch)


anyio.run(main)
