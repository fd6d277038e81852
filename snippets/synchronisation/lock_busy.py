# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Whoever finds the lock taken can say by whom, and go away."""

import anyio


async def refresh(lock: anyio.Lock) -> None:
    try:
        lock.acquire_nowait()
    except anyio.WouldBlock:
        report(lock.statistics())
        return
    try:
        await anyio.sleep(0.4)
    finally:
        lock.release()


async def read(lock: anyio.Lock) -> None:
    async with lock:
        print("the reader has had its turn")


def report(lock: anyio.LockStatistics) -> None:
    owner = lock.owner.name if lock.owner else "nobody"
    print(f"locked: {lock.locked}, by: {owner}", end=", ")
    print("waiting:", lock.tasks_waiting)


async def main() -> None:
    lock = anyio.Lock()
    async with anyio.create_task_group() as tg:
        tg.start_soon(refresh, lock, name="first refresh")
        await anyio.sleep(0.1)
        tg.start_soon(read, lock, name="reader")
        await anyio.sleep(0.1)
        await refresh(lock)
        print("the lock says:", lock.locked())
    report(lock.statistics())


anyio.run(main)
