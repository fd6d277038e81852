# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/place_for_each_result.py"]
# ///
"""A wrapper that returns the error keeps the results of all the others."""

from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import anyio

T = TypeVar("T")
R = TypeVar("R")


async def outcomes(
    func: Callable[[T], Awaitable[R]], items: Iterable[T]
) -> list[R | Exception]:
    async def outcome(item: T) -> R | Exception:
        try:
            return await func(item)
        except Exception as error:  # each call stands for itself
            return error

    return await anyio.amap(outcome, items)


async def area(country: str) -> int:
    await anyio.sleep(0.1)
    return {"Malta": 316, "Andorra": 468}[country]


async def main() -> None:
    countries = ["Malta", "Atlantis", "Andorra"]
    for country, found in zip(
        countries, await outcomes(area, countries), strict=True
    ):
        if isinstance(found, Exception):
            print(country, "failed:", repr(found))
        else:
            print(country, found, "square km")


anyio.run(main)
