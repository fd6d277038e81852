# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "timelines/worker_thread.py"
# ///
"""A blocking call in one task keeps the other one from running."""

import time

import anyio


async def polite() -> None:
    await anyio.sleep(0.2)
    print("late")


async def rude() -> None:
    await anyio.sleep(0.1)
    time.sleep(0.4)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(polite)
        tg.start_soon(rude)


anyio.run(main)
