# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A scope round start() is cancelled while it waits."""

import anyio
from anyio.abc import TaskStatus


async def slow(*, task_status: TaskStatus[None]) -> None:
    try:
        await anyio.sleep(1)
        task_status.started()
    finally:
        print("slow stops")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        with anyio.move_on_after(0.1):
            await tg.start(slow)
        print("gave up")
        await anyio.sleep(0.1)


anyio.run(main)
