# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Closing a generator doesn't close the one that it reads."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

import anyio


async def rows() -> AsyncGenerator[int, None]:
    try:
        for row in range(100):
            yield row
    finally:
        print("  rows: closed")


async def squares(
    numbers: AsyncIterator[int],
) -> AsyncGenerator[int, None]:
    try:
        async for number in numbers:
            yield number**2
    finally:
        print("  squares: closed")


async def main() -> None:
    numbers = rows()
    async with aclosing(squares(numbers)) as results:
        print("first:", await anext(results))
    print("after the block")
    await numbers.aclose()

    async with (
        aclosing(rows()) as numbers,
        aclosing(squares(numbers)) as results,
    ):
        print("first:", await anext(results))
    print("after both blocks")


anyio.run(main)
