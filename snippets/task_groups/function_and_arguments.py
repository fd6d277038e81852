# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/arguments_bound.py"]
# ///
"""start_soon() takes a function and its arguments; create_task() takes a call."""

from functools import partial

import anyio


async def fetch(page: str, retries: int = 3) -> str:
    await anyio.sleep(0.1)
    return f"{page}, up to {retries} retries"


async def main() -> None:
    async with anyio.create_task_group() as tg:
        news = tg.start_soon(fetch, "news")
        weather = tg.start_soon(partial(fetch, "weather", retries=1))
        sport = tg.create_task(fetch("sport", retries=5))
    for task in (news, weather, sport):
        print(task.return_value)


anyio.run(main)
