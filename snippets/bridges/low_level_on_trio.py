# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["trio"]
# timeline = "none"
# ///
"""Checkpoints, waiting tasks and the cancellation's class."""

import anyio
import trio
import trio.testing
from anyio.lowlevel import checkpoint


async def main() -> None:
    await trio.lowlevel.checkpoint()
    await checkpoint()
    print("both let others run")

    same = anyio.get_cancelled_exc_class() is trio.Cancelled
    print("the same cancellation:", same)
    task = trio.lowlevel.current_task()
    print("the same name:", task.name == anyio.get_current_task().name)

    async with anyio.create_task_group() as tg:
        event = anyio.Event()
        tg.start_soon(event.wait)
        await trio.testing.wait_all_tasks_blocked()
        print("Trio waited:", event.statistics().tasks_waiting)
        tg.start_soon(event.wait)
        await anyio.wait_all_tasks_blocked()
        print("AnyIO waited:", event.statistics().tasks_waiting)
        event.set()


anyio.run(main, backend="trio")
