# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A task waits for a future of another thread, done or not."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import anyio
from anyio import from_thread, to_thread
from anyio.lowlevel import current_token

T = TypeVar("T")


async def wait_for(future: Future[T]) -> T:
    done = anyio.Event()
    token = current_token()
    loops_thread = threading.get_ident()

    def wake(_: Future[T]) -> None:
        if threading.get_ident() == loops_thread:
            done.set()
        else:
            from_thread.run_sync(done.set, token=token)

    future.add_done_callback(wake)
    await done.wait()
    return future.result()


def add(numbers: list[int], start: threading.Event) -> int:
    start.wait()
    return sum(numbers)


async def main() -> None:
    start = threading.Event()
    pool = ThreadPoolExecutor()
    try:
        future = pool.submit(add, [1, 2, 3], start)
        threading.Timer(0.1, start.set).start()
        pending = await wait_for(future)
        done = await wait_for(future)
        print("pending, and then done:", pending, done)
    finally:
        with anyio.move_on_after(2, shield=True):
            await to_thread.run_sync(pool.shutdown, abandon_on_cancel=True)


anyio.run(main)
