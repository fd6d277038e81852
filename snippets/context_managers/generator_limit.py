# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A timeout that ends before each yield bounds the generator alone."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import anyio


async def ticks() -> AsyncGenerator[int, None]:
    for number in range(3):
        with anyio.fail_after(0.5):
            await anyio.sleep(0.1)
        yield number


async def main() -> None:
    async with aclosing(ticks()) as numbers:
        async for number in numbers:
            print("tick", number)
            await anyio.sleep(1)  # takes longer than the next tick
    print("main() ends")


anyio.run(main)
