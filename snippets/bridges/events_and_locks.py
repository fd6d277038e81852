# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""Event, Lock and Semaphore: what asyncio allows and AnyIO doesn't."""

import asyncio

import anyio


async def main() -> None:
    event = asyncio.Event()
    event.set()
    event.clear()
    print("asyncio.Event, cleared:", event.is_set())
    anyio_event = anyio.Event()
    anyio_event.set()
    print("anyio.Event has clear():", hasattr(anyio_event, "clear"))
    anyio_event = anyio.Event()
    print("a new one:", anyio_event.is_set())

    async with anyio.create_task_group() as tg:
        lock = asyncio.Lock()
        await tg.create_task(lock.acquire())
        lock.release()
        print("asyncio.Lock, released by another task: done")
        anyio_lock = anyio.Lock()
        await tg.create_task(anyio_lock.acquire())
        try:
            anyio_lock.release()
        except RuntimeError as error:
            print("anyio.Lock:", error)

    bounded = asyncio.BoundedSemaphore(1)
    anyios = anyio.Semaphore(1, max_value=1)
    for semaphore in (bounded, anyios):
        try:
            semaphore.release()
        except ValueError as error:
            print(f"one release too many: {error}")


anyio.run(main)
