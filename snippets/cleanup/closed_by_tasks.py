# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Each task closes the end that it uses, so the receiver sees the end."""

import anyio
from anyio.streams.memory import (
    MemoryObjectReceiveStream,
    MemoryObjectSendStream,
)


async def produce(send: MemoryObjectSendStream[int]) -> None:
    with send:
        for number in range(3):
            await send.send(number)


async def consume(receive: MemoryObjectReceiveStream[int]) -> None:
    with receive:
        async for number in receive:
            print("received", number)


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[int]()
    with anyio.move_on_after(0.5) as scope:
        async with anyio.create_task_group() as tg:
            tg.start_soon(produce, send)
            tg.start_soon(consume, receive)
    print("gave up:", scope.cancelled_caught)


anyio.run(main)
