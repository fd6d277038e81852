# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""AnyIO 3's spawn(), beside start_soon()."""

import warnings
from typing import Any

import anyio

warnings.simplefilter("ignore", DeprecationWarning)


async def fetch(page: str) -> None:
    await anyio.sleep(0.1)
    print("  fetched", page)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        three: Any = tg
        try:
            await three.spawn(fetch, "news")
            print("spawn(): works")
        except AttributeError as error:
            print("spawn():", type(error).__name__)
        tg.start_soon(fetch, "weather")
        print("start_soon(): works")


anyio.run(main)
