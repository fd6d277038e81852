# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""start() waits until the task calls started(), which then runs on."""

import anyio
from anyio.abc import TaskStatus


async def serve(port: int, *, task_status: TaskStatus[int]) -> None:
    await anyio.sleep(0.1)
    task_status.started(port + 1)
    await anyio.sleep(0.2)
    print("served")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        port = await tg.start(serve, 8000)
        print("ready on", port)
        await anyio.sleep(0.1)
        print("body is over")
    print("group is over")


anyio.run(main)
