# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""start_soon() only schedules a task; the end of the block waits for all of them."""

import anyio


async def fetch(page: str, seconds: float) -> None:
    print("start")
    await anyio.sleep(seconds)
    print("done:", page)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(fetch, "news", 0.5)
        tg.start_soon(fetch, "weather", 0.1)
        tg.start_soon(fetch, "sport", 0.3)
        print("three tasks scheduled")
    print("all done")


anyio.run(main)
