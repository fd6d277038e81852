# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# right = "async_itertools/readers_in_a_group.py"
# clock = "virtual"
# ///
"""What ends the source for one reader of tee() is a normal end for the other."""

from collections.abc import AsyncIterator

import anyio
from anyio.itertools import tee


async def prices(broken: bool) -> AsyncIterator[int]:
    for price in (7, 9):
        await anyio.sleep(0.1)
        yield price
    if broken:
        raise ConnectionError("no connection")


async def read(prices: AsyncIterator[int]) -> None:
    try:
        async for price in prices:
            print(price, end=" ")
    except ConnectionError as error:
        print(error)
    else:
        print("the normal end")


async def main() -> None:
    one, two = tee(prices(broken=True))
    await read(one)
    await read(two)

    three, four = tee(prices(broken=False))
    with anyio.move_on_after(0.15):
        await read(three)
    print("cut by the limit")
    await read(four)


anyio.run(main)
