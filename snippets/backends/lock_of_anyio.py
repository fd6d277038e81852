# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""anyio.Lock makes tasks wait for each other on both backends."""

import anyio

orders: list[str] = []


async def place_order(product: str, lock: anyio.Lock) -> None:
    async with lock:
        await anyio.sleep(0.1)
        orders.append(product)


async def main() -> None:
    lock = anyio.Lock()
    await place_order("tea", lock)
    print("one order alone: placed", len(orders))
    async with anyio.create_task_group() as task_group:
        task_group.start_soon(place_order, "cake", lock)
        task_group.start_soon(place_order, "fruit", lock)
    print("two orders at once: placed", len(orders) - 1)


anyio.run(main)
