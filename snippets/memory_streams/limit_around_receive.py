# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""The limit covers only the wait, so what was received is handled."""

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream


async def save(order: str) -> None:
    await anyio.sleep(4)
    print("saved:", order)


async def work(orders: MemoryObjectReceiveStream[str]) -> None:
    with orders:
        while True:
            try:
                with anyio.fail_after(5):
                    order = await orders.receive()
            except TimeoutError:
                if orders.statistics().current_buffer_used:
                    continue  # one came with the deadline
                print("nothing to do for 5 s")
                return
            print("received:", order)
            await save(order)


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str](2)
    with send:
        async with anyio.create_task_group() as tg:
            tg.start_soon(work, receive)
            await anyio.sleep(3)
            await send.send("three chairs")


anyio.run(main)
