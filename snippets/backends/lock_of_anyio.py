# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""anyio.Lock makes tasks wait for each other on both backends."""

import anyio


async def place_order(
    product: str, lock: anyio.Lock, placed: list[str]
) -> None:
    async with lock:
        await anyio.sleep(0.1)
        placed.append(product)


async def main() -> None:
    lock = anyio.Lock()
    alone: list[str] = []
    await place_order("tea", lock, alone)
    print("one order alone: placed", len(alone))

    at_once: list[str] = []
    async with anyio.create_task_group() as task_group:
        task_group.start_soon(place_order, "cake", lock, at_once)
        task_group.start_soon(place_order, "fruit", lock, at_once)
    print("two orders at once: placed", len(at_once))


anyio.run(main)
