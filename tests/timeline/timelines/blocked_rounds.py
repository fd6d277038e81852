# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Deadlines pass while two tasks, one right after the other, block the event loop."""

import time

import anyio


async def rude(begin: anyio.Event, seconds: float) -> None:
    await begin.wait()
    time.sleep(seconds)
    time.sleep(seconds)


async def patient(delay: float) -> None:
    with anyio.move_on_after(delay) as scope:
        await anyio.sleep(5)
    print("patient gave up:", scope.cancelled_caught)


async def main() -> None:
    begin = anyio.Event()
    async with anyio.create_task_group() as tg:
        tg.start_soon(rude, begin, 0.1)
        tg.start_soon(rude, begin, 0.2)
        tg.start_soon(patient, 0.25)
        tg.start_soon(patient, 0.5)
        tg.start_soon(patient, 0.8)
        await anyio.sleep(0.1)
        begin.set()
    print("over")


anyio.run(main)
