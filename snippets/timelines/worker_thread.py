# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""In a worker thread, a blocking call blocks no other task."""

import time

import anyio
from anyio import to_thread


def compute(size: int) -> int:
    time.sleep(0.4)
    return size * size


async def beat() -> None:
    for _ in range(3):
        await anyio.sleep(0.1)
        print("beat")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(beat)
        print(await to_thread.run_sync(compute, 12))


anyio.run(main)
