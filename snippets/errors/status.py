# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
# ///
"""start() wants to hear of readiness once."""

import anyio
from anyio.abc import TaskStatus


async def twice(*, task_status: TaskStatus[None]) -> None:
    task_status.started()
    try:
        task_status.started()
    except RuntimeError as error:
        print("told twice:", error)


async def never(*, task_status: TaskStatus[None]) -> None:
    del task_status  # what is forgotten
    await anyio.sleep(0)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        await tg.start(twice)
        try:
            await tg.start(never)
        except RuntimeError as error:
            print("never told:", error)


anyio.run(main)
