# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/stream_for_each_reader.py"]
# ///
"""Readers in one group: the error of the source ends them together."""

from collections.abc import AsyncIterator

import anyio
from anyio.itertools import tee


async def prices() -> AsyncIterator[int]:
    for price in (7, 9):
        await anyio.sleep(0.1)
        yield price
    raise ConnectionError("the exchange is gone")


async def highest(prices: AsyncIterator[int]) -> int:
    return max([price async for price in prices])


async def total(prices: AsyncIterator[int]) -> int:
    return sum([price async for price in prices])


async def main() -> None:
    one, two = tee(prices())
    try:
        print(await anyio.gather(highest(one), total(two)))
    except* ConnectionError as group:
        print("no results:", *group.exceptions)


anyio.run(main)
