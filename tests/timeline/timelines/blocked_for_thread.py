# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A thread has a scope cancelled, and waits for it, while a task blocks the event loop."""

import time

import anyio
from anyio import from_thread, to_thread


def stop(scope: anyio.CancelScope) -> None:
    time.sleep(0.1)
    from_thread.run_sync(scope.cancel)
    time.sleep(0.1)
    print("thread: has cancelled it")


async def rude() -> None:
    await anyio.sleep(0.05)
    time.sleep(0.3)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(rude)
        with anyio.CancelScope() as scope:
            tg.start_soon(to_thread.run_sync, stop, scope)
            await anyio.sleep(5)
        print("main: goes on")


anyio.run(main)
