# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A limit for each item and one for all, and what came in time is kept."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import anyio

R = TypeVar("R")


async def fetch_in_time(
    call: Callable[[str], Awaitable[R]],
    items: Iterable[str],
    *,
    at_once: int,
    each: float,
    in_all: float,
) -> dict[str, R]:
    results: dict[str, R] = {}
    waiting = iter(items)

    async def worker() -> None:
        for item in waiting:  # the workers share it
            with anyio.move_on_after(each):
                results[item] = await call(item)

    with anyio.move_on_after(in_all):
        async with anyio.create_task_group() as tg:
            for _ in range(at_once):
                tg.start_soon(worker)
    return results


async def main() -> None:
    waits = {"a": 1.0, "b": 9.0, "c": 1.5, "d": 2.0, "e": 2.5, "f": 1.0}

    async def fetch(item: str) -> str:
        await anyio.sleep(waits[item])
        return item.upper()

    results = await fetch_in_time(fetch, waits, at_once=2, each=3, in_all=5)
    print("in time:", results)
    print("missing:", sorted(waits.keys() - results.keys()))


anyio.run(main)
