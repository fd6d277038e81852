# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "context_managers/generator_limit.py"
# ///
"""A timeout around a yield cuts off the code that reads the generator."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import anyio


async def ticks() -> AsyncGenerator[int, None]:
    with anyio.move_on_after(0.5):
        for number in range(3):
            await anyio.sleep(0.1)
            yield number


async def main() -> None:
    async with aclosing(ticks()) as numbers:
        async for number in numbers:
            print("tick", number)
            await anyio.sleep(1)  # takes longer than the next tick
    print("main() ends")


try:
    anyio.run(main)
except BaseException as error:
    print("anyio.run() raises", type(error).__name__)
