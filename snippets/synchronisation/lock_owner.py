# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A lock belongs to a task: once only, and only its task gives it back."""

import anyio


async def release(lock: anyio.Lock) -> None:
    try:
        lock.release()
    except RuntimeError as error:
        print("released by another task:", type(error).__name__)


async def main() -> None:
    lock = anyio.Lock()
    async with lock:
        try:
            await lock.acquire()
        except RuntimeError as error:
            print("taken a second time:", type(error).__name__)
        async with anyio.create_task_group() as tg:
            tg.start_soon(release, lock)
        print("still locked:", lock.locked())


anyio.run(main)
