# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""With a maximum, a free semaphore notices one release too many."""

import anyio


def report(name: str, jobs: anyio.Semaphore) -> None:
    known: anyio.SemaphoreStatistics = jobs.statistics()
    print(f"{name}: {jobs.value} of {jobs.max_value} free", end=", ")
    print(f"{known.tasks_waiting} waiting")


async def work(jobs: anyio.Semaphore) -> None:
    async with jobs:
        await anyio.sleep(0.3)


async def main() -> None:
    checked = anyio.Semaphore(1, max_value=1)
    async with anyio.create_task_group() as tg:
        tg.start_soon(work, checked, name="first")
        await anyio.sleep(0.1)
        tg.start_soon(work, checked, name="second")
        await anyio.sleep(0.1)
        try:
            checked.acquire_nowait()
        except anyio.WouldBlock:
            report("checked", checked)
    try:
        checked.release()
    except ValueError as error:
        print("checked:", error)

    unchecked = anyio.Semaphore(1)
    unchecked.release()
    report("unchecked", unchecked)


anyio.run(main)
