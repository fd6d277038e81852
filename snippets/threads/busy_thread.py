# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A thread that computes without a pause leaves the loop alive."""

import threading

import anyio
from anyio import to_thread

enough = threading.Event()


def count() -> int:
    number = 0
    while not enough.is_set():
        number += 1
    return number


async def heartbeat() -> None:
    for beat in range(1, 4):
        print("heartbeat", beat)
        await anyio.sleep(0.1)
    enough.set()


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(heartbeat)
        number = await to_thread.run_sync(count)
    print("counted meanwhile:", number > 0)


anyio.run(main)
