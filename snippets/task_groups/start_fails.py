# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A task that fails before it is ready raises from start(), and in no group."""

import anyio
from anyio import TASK_STATUS_IGNORED
from anyio.abc import TaskStatus


async def serve(
    port: int, *, task_status: TaskStatus[None] = TASK_STATUS_IGNORED
) -> None:
    await anyio.sleep(0.1)
    if port == 9100:
        raise OSError(f"port {port} is taken")
    task_status.started()
    await anyio.sleep(0.4)
    print(f"port {port}: closing time")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        await tg.start(serve, 8080)
        try:
            await tg.start(serve, 9100)
        except OSError as error:
            print("no metrics:", error)


anyio.run(main)
