# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "queues/thread_consumer.py"
# timeline = "measured"
# ///
"""put() of a full queue.Queue blocks every task of the event loop."""

import queue
import time

import anyio
from anyio import to_thread


def write_log(lines: queue.Queue[str | None]) -> None:
    while (line := lines.get()) is not None:
        time.sleep(0.2)
        print("written:", line)


async def other_task() -> None:
    await anyio.sleep(0.2)
    print("another task runs")


async def main() -> None:
    lines = queue.Queue[str | None](1)
    async with anyio.create_task_group() as tg:
        tg.start_soon(other_task)
        tg.start_soon(to_thread.run_sync, write_log, lines)
        await anyio.sleep(0.1)
        lines.put("line 1")
        lines.put("line 2")
        lines.put(None)
        print("all lines are handed over")


anyio.run(main)
