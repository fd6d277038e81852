# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A memory stream without room holds the sender until someone receives."""

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream


async def produce(stream: MemoryObjectSendStream[int]) -> None:
    async with stream:
        for number in range(3):
            await stream.send(number)
            print("sent", number)


async def consume(stream: MemoryObjectReceiveStream[int]) -> None:
    async with stream:
        async for number in stream:
            await anyio.sleep(0.1)
            print("used", number)


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[int](max_buffer_size=0)
    async with anyio.create_task_group() as tg:
        tg.start_soon(produce, send)
        await anyio.sleep(0.05)
        tg.start_soon(consume, receive)
    print("over")


anyio.run(main)
