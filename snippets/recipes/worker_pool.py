# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Workers take jobs from a short queue, and finish it before they end."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio
from anyio.streams.memory import (
    MemoryObjectReceiveStream,
    MemoryObjectSendStream,
)


@asynccontextmanager
async def worker_pool(
    work: Callable[[str], Awaitable[None]], workers: int, room: int
) -> AsyncIterator[MemoryObjectSendStream[str]]:
    """The end of the block waits for all jobs; an error drops them."""
    send, receive = anyio.create_memory_object_stream[str](room)

    async def worker(jobs: MemoryObjectReceiveStream[str]) -> None:
        with jobs:
            async for job in jobs:
                try:
                    await work(job)
                except Exception as error:  # of this job alone
                    print(f"{job} failed: {error}")

    async with anyio.create_task_group() as tg:
        with receive:
            for _ in range(workers):
                tg.start_soon(worker, receive.clone())
        with send:
            yield send


async def main() -> None:
    async def work(job: str) -> None:
        await anyio.sleep(1)
        if job == "job 2":
            raise ValueError("no such page")
        print(job, "is done")

    async with worker_pool(work, workers=1, room=2) as jobs:
        for number in range(1, 5):
            await jobs.send(f"job {number}")
        print("all are handed in")
    print("all are done")


anyio.run(main)
