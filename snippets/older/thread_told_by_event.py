# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""The task that is cancelled tells its thread to end, by an event."""

import threading

import anyio
from anyio import to_thread


def upload_chunks(stop: threading.Event) -> None:
    try:
        for _ in range(10):
            if stop.wait(0.3):  # a chunk takes as long
                return
        print("thread: upload finished")
    finally:
        print("thread: closes the connection")


async def upload() -> None:
    stop = threading.Event()

    async def in_thread() -> None:
        await to_thread.run_sync(upload_chunks, stop)
        tg.cancel_scope.cancel()

    async with anyio.create_task_group() as tg:
        tg.start_soon(in_thread)
        try:
            await anyio.sleep_forever()
        finally:
            stop.set()


async def main() -> None:
    with anyio.move_on_after(0.45) as scope:
        await upload()
    print("task: goes on; block cancelled:", scope.cancel_called)


anyio.run(main)
