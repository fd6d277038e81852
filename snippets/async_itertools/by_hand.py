# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What map(), filter(), sum() and enumerate() are for asynchronous sources."""

from collections.abc import AsyncIterator

import anyio


async def cities() -> AsyncIterator[str]:
    for city in ("Oslo", "Rome", "Bern"):
        await anyio.sleep(0.01)
        yield city


async def degrees(city: str) -> int:
    await anyio.sleep(0.01)
    return {"Oslo": 3, "Rome": 18, "Bern": 9}[city]


async def main() -> None:
    print("map:", [await degrees(city) async for city in cities()])

    cold = [city async for city in cities() if await degrees(city) < 10]
    print("filter:", cold)

    print("sum:", sum([len(city) async for city in cities()]))

    number = 0
    async for city in cities():
        number += 1
        print("enumerate:", number, city)


anyio.run(main)
