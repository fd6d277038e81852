# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A deadline ends the wait for a thread, and the thread runs on."""

import time

import anyio
from anyio import to_thread


def work() -> None:
    time.sleep(0.3)
    print("thread: done")


async def main() -> None:
    with anyio.move_on_after(0.1) as scope:
        await to_thread.run_sync(work, abandon_on_cancel=True)
    print("abandoned:", scope.cancelled_caught)
    await anyio.sleep(0.4)
    print("over")


anyio.run(main)
