# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A task that start() has started fails later, and so does its group."""

import anyio
from anyio.abc import TaskStatus


async def serve(*, task_status: TaskStatus[None]) -> None:
    await anyio.sleep(0.1)
    task_status.started()
    await anyio.sleep(0.1)
    raise OSError("the port is gone")


async def main() -> None:
    try:
        async with anyio.create_task_group() as tg:
            with anyio.move_on_after(5):
                await tg.start(serve)
            print("ready")
            await anyio.sleep(1)
    except BaseException as error:
        print(type(error).__name__)


anyio.run(main)
