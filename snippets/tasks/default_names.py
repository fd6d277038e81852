# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""The name of a task is the function's, unless it's a partial's: name it."""

from functools import partial

import anyio


async def fetch(url: str, *, retries: int = 0) -> str:
    await anyio.sleep(0.1)
    return f"{url}, {retries} retries"


async def main() -> None:
    async with anyio.create_task_group() as tg:
        handles = [
            tg.start_soon(fetch, "/a"),
            tg.create_task(fetch("/b", retries=3)),
            tg.start_soon(partial(fetch, "/c", retries=3)),
            tg.start_soon(partial(fetch, retries=3), "/d", name="get /d"),
            tg.create_task(fetch("/e", retries=3), name="get /e"),
        ]
        for handle in handles:
            print(handle.name)


anyio.run(main)
