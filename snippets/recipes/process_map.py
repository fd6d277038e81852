# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A function over many values in two worker processes, in order."""

from collections.abc import Callable, Iterable
from typing import TypeVar

import anyio
from anyio import to_process

T = TypeVar("T")
R = TypeVar("R")


async def process_map(
    function: Callable[[T], R], values: Iterable[T], at_once: int
) -> list[R]:
    results: dict[int, R] = {}
    waiting = enumerate(values)

    async def worker() -> None:
        for number, value in waiting:  # the workers share it
            results[number] = await to_process.run_sync(
                function, value, cancellable=True, limiter=limiter
            )

    limiter = anyio.CapacityLimiter(at_once)
    async with anyio.create_task_group() as tg:
        for _ in range(at_once):
            tg.start_soon(worker)
    return [results[number] for number in sorted(results)]


def divisors(number: int) -> int:
    return sum(number % n == 0 for n in range(1, number + 1))


async def main() -> None:
    numbers = (60_000, 10, 7_919, 36)
    print(await process_map(divisors, numbers, at_once=2))


if __name__ == "__main__":
    anyio.run(main)
