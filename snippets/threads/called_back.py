# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A wait that a thread asks for is cancelled with the thread's task."""

import time

import anyio
from anyio import from_thread, to_thread


async def report(chunk: int) -> None:
    await anyio.sleep(0.4)  # stands for a message to a server
    print("task: chunk", chunk, "is uploaded")


def upload_chunks() -> None:
    try:
        for chunk in (1, 2):
            time.sleep(0.4)
            from_thread.run(report, chunk)
        print("thread: upload finished")
    finally:
        print("thread: closes the connection")


async def main() -> None:
    for seconds in (0.6, 1.0):
        with anyio.move_on_after(seconds) as scope:
            await to_thread.run_sync(upload_chunks)
        print(f"limit of {seconds} s: cancelled {scope.cancelled_caught}")


anyio.run(main)
