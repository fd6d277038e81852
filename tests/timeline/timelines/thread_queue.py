# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""One thread at a time: the second call waits for the limiter."""

import time

import anyio
from anyio import to_thread


def work(name: str, seconds: float) -> None:
    time.sleep(seconds)
    print("thread:", name)


async def ask(name: str, seconds: float, limiter: anyio.CapacityLimiter) -> None:
    await to_thread.run_sync(work, name, seconds, limiter=limiter)
    print("task:", name)


async def main() -> None:
    limiter = anyio.CapacityLimiter(1)
    async with anyio.create_task_group() as tg:
        tg.start_soon(ask, "first", 0.2, limiter)
        await anyio.sleep(0.05)
        tg.start_soon(ask, "second", 0.1, limiter)


anyio.run(main)
