# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Two tasks in a group; the block ends after the slower one."""

import anyio


async def fetch(name: str, seconds: float) -> None:
    await anyio.sleep(seconds)
    print("got", name)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(fetch, "news", 0.2)
        tg.start_soon(fetch, "sport", 0.5)
    print("got both")


anyio.run(main)
