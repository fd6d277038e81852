# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A thread sleeps, then waits for what a task does later, and works on it."""

import threading
import time

import anyio
from anyio import to_thread

ready = threading.Event()


def work() -> None:
    time.sleep(0.1)
    print("thread: has slept")
    ready.wait()
    print("thread: goes on")
    time.sleep(0.1)
    print("thread: done")


async def prepare() -> None:
    await anyio.sleep(0.3)
    ready.set()


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(prepare)
        await to_thread.run_sync(work)
        print("main: goes on")


anyio.run(main)
