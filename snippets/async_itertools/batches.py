# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/batches_by_hand.py"]
# ///
"""batched() reads from any iterable, asynchronous or not, in tuples."""

from collections.abc import AsyncIterator

import anyio
from anyio.itertools import batched


async def orders() -> AsyncIterator[str]:
    for number in range(1, 8):
        await anyio.sleep(0.02)
        yield f"order {number}"


async def save(batch: tuple[str, ...]) -> None:
    await anyio.sleep(0.05)
    print("saved", ", ".join(batch))


async def main() -> None:
    async for batch in batched(orders(), 3):
        await save(batch)

    async for pair in batched(["tea", "milk", "bread", "jam"], 2):
        print(pair)

    try:
        async for pair in batched(["tea", "milk", "bread"], 2, strict=True):
            print(pair)
    except ValueError as error:
        print(error)


anyio.run(main)
