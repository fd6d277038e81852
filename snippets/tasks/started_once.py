# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""started() has to be called once: start() raises if it never was."""

import anyio
from anyio import TASK_STATUS_IGNORED
from anyio.abc import TaskStatus


async def consume(
    topic: str, *, task_status: TaskStatus[None] = TASK_STATUS_IGNORED
) -> int:
    await anyio.sleep(0.1)
    if topic == "empty":
        return 0  # too early: nobody was told
    task_status.started()
    try:
        task_status.started()
    except RuntimeError:
        print(topic, "can't start twice")
    return 7


async def main() -> None:
    async with anyio.create_task_group() as tg:
        await tg.start(consume, "orders")
        try:
            await tg.start(consume, "empty")
        except RuntimeError:
            print("start() raised RuntimeError")
        print(await tg.start_soon(consume, "empty"), "messages")


anyio.run(main)
