# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/place_for_each_result.py"]
# ///
"""amap() starts every call at once; a limiter in them sets the pace."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import anyio

T = TypeVar("T")
R = TypeVar("R")


async def amap_limited(
    func: Callable[[T], Awaitable[R]], items: Iterable[T], limit: int
) -> list[R]:
    limiter = anyio.CapacityLimiter(limit)

    async def limited(item: T) -> R:
        async with limiter:
            return await func(item)

    return await anyio.amap(limited, items)


at_work: set[int] = set()


async def thumbnail(photo: int) -> int:
    at_work.add(photo)
    await anyio.sleep(0.1)
    together = len(at_work)
    at_work.remove(photo)
    return together


async def main() -> None:
    print("at work:", max(await anyio.amap(thumbnail, range(6))))
    print("at work:", max(await amap_limited(thumbnail, range(6), 2)))


anyio.run(main)
