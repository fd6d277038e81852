# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What nine of the functions make of a list or of an asynchronous source."""

from collections.abc import AsyncIterator
from typing import Any

import anyio
import anyio.itertools as ait


async def sensor() -> AsyncIterator[int]:
    for reading in (3, 4, 9, 2):
        await anyio.sleep(0.01)
        yield reading


async def low(reading: int) -> bool:
    return reading < 5


async def higher(one: int, other: int) -> int:
    return max(one, other)


async def show(name: str, results: AsyncIterator[Any]) -> None:
    print(f"{name:12}", [result async for result in results])


async def main() -> None:
    await show("takewhile", ait.takewhile(low, [3, 4, 9, 2]))
    await show("dropwhile", ait.dropwhile(low, [3, 4, 9, 2]))
    await show("filterfalse", ait.filterfalse(low, sensor()))
    await show("compress", ait.compress(sensor(), [1, 0, 0, 1]))
    await show("islice", ait.islice(sensor(), 1, None, 2))
    await show("pairwise", ait.pairwise(sensor()))
    await show("accumulate", ait.accumulate(sensor(), higher))
    pairs = ait.zip_longest(sensor(), [5, 5], fillvalue=0)
    await show("starmap", ait.starmap(higher, pairs))
    await show("zip_longest", ait.zip_longest("ab", sensor()))
    await show("accumulate", ait.accumulate(sensor()))


anyio.run(main)
