# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""partial() binds the keyword arguments of a task."""

from functools import partial

import anyio


async def fetch(page: str, retries: int = 3) -> None:
    await anyio.sleep(retries / 20)
    print(f"{page}, up to {retries} retries")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(fetch, "news")
        tg.start_soon(partial(fetch, "weather", retries=1))
        tg.start_soon(partial(fetch, "sport", retries=5))


anyio.run(main)
