# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""While one task blocks the event loop, another can't go on."""

import time

import anyio


async def rude() -> None:
    await anyio.sleep(0.05)
    time.sleep(0.3)
    print("rude is over")


async def patient() -> None:
    await anyio.sleep(0.15)
    print("patient goes on")
    await anyio.sleep(0.1)
    print("patient is over")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(rude)
        tg.start_soon(patient)


anyio.run(main)
