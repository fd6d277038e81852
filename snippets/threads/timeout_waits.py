# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""By default, a cancelled task waits until its thread is done."""

import time

import anyio
from anyio import to_thread


def upload() -> None:
    time.sleep(0.6)
    print("thread: upload finished")


async def main() -> None:
    with anyio.move_on_after(0.2) as scope:
        await to_thread.run_sync(upload)
    print("task: goes on; block cancelled:", scope.cancelled_caught)

    with anyio.move_on_after(0.2) as scope:
        await to_thread.run_sync(upload)
        await anyio.lowlevel.checkpoint()
    print("with one more checkpoint:", scope.cancelled_caught)


anyio.run(main)
