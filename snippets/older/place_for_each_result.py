# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""A place for each result keeps the order of the items."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import anyio

T = TypeVar("T")
R = TypeVar("R")


async def call_for_each(
    func: Callable[[T], Awaitable[R]], items: Iterable[T]
) -> list[R]:
    results: dict[int, R] = {}

    async def call(place: int, item: T) -> None:
        results[place] = await func(item)

    async with anyio.create_task_group() as tg:
        for place, item in enumerate(items):
            tg.start_soon(call, place, item)
    return [results[place] for place in sorted(results)]


ROUTES = {"train": 0.3, "bus": 0.1, "ferry": 0.2}


async def price(route: str) -> str:
    await anyio.sleep(ROUTES[route])
    return f"{route} {len(route)} EUR"


async def main() -> None:
    prices = await call_for_each(price, ROUTES)
    print(" | ".join(prices))


anyio.run(main)
