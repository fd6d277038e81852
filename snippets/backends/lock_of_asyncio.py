# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "backends/lock_of_anyio.py"
# ///
"""asyncio.Lock passes on Trio until two tasks want it at once."""

import asyncio
import sys

import anyio

if sys.version_info < (3, 11):
    from exceptiongroup import ExceptionGroup


async def place_order(
    product: str, lock: asyncio.Lock, placed: list[str]
) -> None:
    async with lock:
        await anyio.sleep(0.1)
        placed.append(product)


async def main() -> None:
    lock = asyncio.Lock()
    alone: list[str] = []
    await place_order("tea", lock, alone)
    print("one order alone: placed", len(alone))

    at_once: list[str] = []
    try:
        async with anyio.create_task_group() as task_group:
            task_group.start_soon(place_order, "cake", lock, at_once)
            task_group.start_soon(place_order, "fruit", lock, at_once)
    except ExceptionGroup as group:
        print("failed:", *(type(e).__name__ for e in group.exceptions))
    print("two orders at once: placed", len(at_once))


anyio.run(main)
