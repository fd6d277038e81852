# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Four sends and nobody who receives: the buffer decides who waits."""

import math

import anyio
from anyio.streams.memory import MemoryObjectSendStream


async def place_orders(orders: MemoryObjectSendStream[str]) -> None:
    for dish in ("soup", "fish", "cake", "coffee"):
        await orders.send(dish)


async def main() -> None:
    for size in (0, 2, math.inf):
        orders, kitchen = anyio.create_memory_object_stream[str](size)
        with orders, kitchen, anyio.move_on_after(0.2) as scope:
            await place_orders(orders)
        state = orders.statistics()
        print(f"buffer of {state.max_buffer_size}:")
        print("  orders in it:", state.current_buffer_used)
        print("  had to wait:", scope.cancelled_caught)


anyio.run(main)
