# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.12"]
#
# [tool.example]
# timeline = "none"
# ///
"""Arguments that reduce() and the cache do not take."""

from typing import Any

import anyio
from anyio import functools


async def add(one: int, other: int) -> int:
    return one + other


async def main() -> None:
    number: Any = 5
    try:
        await functools.reduce(add, number)
    except TypeError as error:
        print("TypeError:", error)
    try:
        await functools.reduce(add, [])
    except TypeError as error:
        print("TypeError:", error)
    total: int = await functools.reduce(add, list[int](), 0)
    print("with a start:", total)
    try:
        functools.lru_cache(number)(number)
    except TypeError as error:
        print("TypeError:", error)


anyio.run(main)
