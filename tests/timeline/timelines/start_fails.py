# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A task that fails before started() fails the start(), not the group."""

import anyio
from anyio.abc import TaskStatus


async def serve(port: int, *, task_status: TaskStatus[None]) -> None:
    await anyio.sleep(0.1)
    if port < 1024:
        raise OSError("port not allowed")
    task_status.started()


async def tick() -> None:
    await anyio.sleep(0.2)
    print("tick")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(tick)
        try:
            await tg.start(serve, 80)
        except OSError as error:
            print("not started:", error)
        await anyio.sleep(0.05)
        print("body is over")


anyio.run(main)
