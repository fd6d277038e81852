# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""In a full cache, those who wait can get a KeyError after a success, too."""

import anyio
from anyio.functools import lru_cache


@lru_cache(maxsize=1)
async def load(name: str) -> str:
    await anyio.sleep(0.2)
    return name


async def both() -> None:
    print("loaded", await load("users"))
    print("loaded", await load("orders"))


async def waiter() -> None:
    await anyio.sleep(0.1)
    try:
        print("waiter:", await load("users"))
    except KeyError as error:
        print("waiter:", repr(error))


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(both)
        tg.start_soon(waiter)


anyio.run(main)
