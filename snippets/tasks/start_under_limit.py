# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A limit around start() is a limit for getting ready, and for no more."""

import anyio
from anyio import TASK_STATUS_IGNORED
from anyio.abc import TaskStatus


async def feed(
    name: str,
    connect_seconds: float,
    *,
    task_status: TaskStatus[None] = TASK_STATUS_IGNORED,
) -> None:
    try:
        await anyio.sleep(connect_seconds)
        task_status.started()
        await anyio.sleep(0.6)
        print(name, "feed ends")
    finally:
        print(name, "feed is closed")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        with anyio.fail_after(0.3):
            await tg.start(feed, "news", 0.1)
        try:
            with anyio.fail_after(0.3):
                await tg.start(feed, "weather", 60)
        except TimeoutError:
            print("no weather today")


anyio.run(main)
