# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Work that comes each second, and skips the seconds it has missed."""

import math
from collections.abc import AsyncIterator

import anyio


async def ticks(interval: float) -> AsyncIterator[int]:
    """The number of each tick; those that are over are skipped."""
    start = anyio.current_time()
    number = 0
    while True:
        yield number
        passed = (anyio.current_time() - start) / interval
        # never the same again, even if a timer goes off early
        number = max(number, math.floor(passed)) + 1
        await anyio.sleep_until(start + number * interval)


async def main() -> None:
    start = anyio.current_time()
    with anyio.move_on_after(6.5):
        async for number in ticks(1):
            now = round(anyio.current_time() - start, 1)
            print("tick", number, "at", now)
            await anyio.sleep(2.3 if number == 2 else 0.4)


anyio.run(main)
