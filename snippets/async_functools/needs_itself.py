# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""Cached calls that need each other fail, or wait for each other for ever."""

import anyio
from anyio.functools import cache

NEEDS = {"shop": ["stock"], "stock": ["prices"], "prices": ["stock"]}


@cache
async def start(service: str) -> str:
    await anyio.sleep(1)
    for other in NEEDS[service]:
        await start(other)
    return f"{service} is started"


async def main() -> None:
    try:
        print(await start("shop"))
    except RuntimeError as error:
        print(error)

    with anyio.move_on_after(3600) as limit:
        await anyio.gather(start("stock"), start("prices"))
    print("an hour is over:", limit.cancelled_caught)


anyio.run(main)
