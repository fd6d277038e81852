# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# right = "memory_streams/limit_around_receive.py"
# ///
"""The limit also covers the work, and cuts an item that was received."""

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream


async def save(order: str) -> None:
    await anyio.sleep(4)
    print("saved:", order)


async def work(orders: MemoryObjectReceiveStream[str]) -> None:
    with orders:
        while True:
            with anyio.move_on_after(5) as scope:
                order = await orders.receive()
                print("received:", order)
                await save(order)
            if scope.cancelled_caught:
                print("nothing to do for 5 s")
                return


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str](2)
    with send:
        async with anyio.create_task_group() as tg:
            tg.start_soon(work, receive)
            await anyio.sleep(3)
            await send.send("three chairs")


anyio.run(main)
