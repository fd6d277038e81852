# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A time limit cuts `start()`.

Probed: whether the other tasks of the group are cancelled with it.
"""

import anyio
from anyio import TASK_STATUS_IGNORED
from anyio.abc import TaskStatus


async def slow_service(
    *, task_status: TaskStatus[None] = TASK_STATUS_IGNORED
) -> None:
    await anyio.sleep(5)
    task_status.started()


async def other() -> None:
    try:
        await anyio.sleep(0.3)
        print("the other task is done")
    except anyio.get_cancelled_exc_class():
        print("the other task is cut")
        raise


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(other)
        with anyio.move_on_after(0.1):
            await tg.start(slow_service)


anyio.run(main)
