# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Twelve tasks that wait for each other and for the clock: most of them are folded."""

import anyio


async def worker(number: int, limiter: anyio.Semaphore) -> None:
    async with limiter:
        await anyio.sleep(0.1)
        print("worker", number)


async def main() -> None:
    limiter = anyio.Semaphore(4)
    async with anyio.create_task_group() as tg:
        for number in range(12):
            tg.start_soon(worker, number, limiter)
    print("all are over")


anyio.run(main)
