# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""What a thread has the event loop call blocks it for all tasks."""

import time

import anyio
from anyio import from_thread, to_thread


def work() -> None:
    time.sleep(0.1)
    from_thread.run_sync(time.sleep, 0.3)
    print("thread: goes on")


async def patient() -> None:
    await anyio.sleep(0.2)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(patient)
        await to_thread.run_sync(work)
        await anyio.sleep(0.1)
    print("over")


anyio.run(main)
