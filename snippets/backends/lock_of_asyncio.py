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

orders: list[str] = []


async def place_order(product: str, lock: asyncio.Lock) -> None:
    async with lock:
        await anyio.sleep(0.1)
        orders.append(product)


async def main() -> None:
    lock = asyncio.Lock()
    await place_order("tea", lock)
    print("one order alone: placed", len(orders))
    try:
        async with anyio.create_task_group() as task_group:
            task_group.start_soon(place_order, "cake", lock)
            task_group.start_soon(place_order, "fruit", lock)
    except ExceptionGroup as group:
        print("failed:", *(type(e).__name__ for e in group.exceptions))
    print("two orders at once: placed", len(orders) - 1)


anyio.run(main)
