# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""The loop is cancelled at its first item: how many come in all?"""

from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any

import anyio
import anyio.itertools as ait


async def ready() -> AsyncGenerator[int, None]:
    for number in (1, 2, 3):
        yield number


async def small(number: int) -> bool:
    return number < 9


async def show(name: str, results: AsyncIterator[Any]) -> None:
    items = 0
    with anyio.CancelScope() as scope:
        async for _ in results:
            items += 1
            scope.cancel()
    cut = "cut" if scope.cancelled_caught else "not cut"
    print(f"{name:16}{items} of 3, {cut}")


async def main() -> None:
    await show("islice, list", ait.islice([1, 2, 3], 3))
    await show("takewhile, list", ait.takewhile(small, [1, 2, 3]))
    await show("chain, list", ait.chain([1, 2, 3]))
    await show("islice", ait.islice(ready(), None))
    await show("takewhile", ait.takewhile(small, ready()))
    await show("groupby", ait.groupby(ready()))
    await show("chain", ait.chain(ready()))
    source = ready()
    await show("tee", ait.tee(source)[0])
    await source.aclose()


anyio.run(main)
