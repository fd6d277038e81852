# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["trio"]
# timeline = "none"
# ///
"""A nursery, then a task group: start_soon(), start(), cancel()."""

import anyio
import trio
from anyio.abc import TaskStatus


async def serve(
    *, task_status: TaskStatus[int] | trio.TaskStatus[int]
) -> None:
    task_status.started(80)
    await anyio.sleep_forever()


async def main() -> None:
    async with trio.open_nursery() as nursery:
        print("Trio: start() returned", await nursery.start(serve))
        nursery.start_soon(trio.sleep, 60)
        nursery.cancel_scope.cancel()
    print("  left")

    async with anyio.create_task_group() as tg:
        print("AnyIO: start() returned", await tg.start(serve))
        handle = tg.start_soon(anyio.sleep, 60)
        print("  start_soon():", type(handle).__name__)
        tg.cancel_scope.cancel()
    print("  left")


anyio.run(main, backend="trio")
