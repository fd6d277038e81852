# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""A timeout and a cancellation of asyncio's own."""

import asyncio

import anyio


async def job(seconds: float) -> None:
    await asyncio.sleep(seconds)
    print("slept for", seconds)


async def main() -> None:
    await asyncio.gather(job(0.05), job(0.1))
    task = asyncio.create_task(job(2))
    done, _ = await asyncio.wait([task], timeout=0.2)
    print("done:", len(done))
    task.cancel()
    await asyncio.wait([task])
    print("cancelled:", task.cancelled())
    await anyio.sleep(0.1)
    print("over")


anyio.run(main)
