# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""One start() after the other, on the same line."""

import anyio
from anyio.abc import TaskStatus


async def serve(seconds: float, *, task_status: TaskStatus[None]) -> None:
    await anyio.sleep(seconds)
    task_status.started()
    await anyio.sleep(0.4)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        for seconds in (0.1, 0.0, 0.2):
            await tg.start(serve, seconds)
        print("all have started")


anyio.run(main)
