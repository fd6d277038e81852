# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/thread_told_by_event.py"]
# ///
"""A thread that calls check_cancelled() ends when its task is cancelled."""

import time

import anyio
from anyio import from_thread, to_thread


def upload_chunks() -> None:
    try:
        for _ in range(10):
            from_thread.check_cancelled()
            time.sleep(0.3)
        print("thread: upload finished")
    finally:
        print("thread: closes the connection")


async def main() -> None:
    with anyio.move_on_after(0.45) as scope:
        await to_thread.run_sync(upload_chunks)
    print("task: goes on; block cancelled:", scope.cancelled_caught)


anyio.run(main)
