# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""A worker fails: join() waits for its item, and a task group does not."""

import asyncio

import anyio
from anyio.abc import ObjectReceiveStream


async def add_up_queue(amounts: asyncio.Queue[str]) -> None:
    total = 0
    while True:
        total += int(await amounts.get())
        amounts.task_done()


async def add_up_stream(amounts: ObjectReceiveStream[str]) -> None:
    total = 0
    async with amounts:
        async for amount in amounts:
            total += int(amount)


async def main() -> None:
    queue = asyncio.Queue[str]()
    worker = asyncio.create_task(add_up_queue(queue), name="adds up")
    await queue.put("three")
    with anyio.move_on_after(0.3) as scope:
        await queue.join()
    print("join() gave up:", scope.cancelled_caught)
    print("its worker:", type(worker.exception()).__name__)

    send, receive = anyio.create_memory_object_stream[str]()
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(add_up_stream, receive, name="adds up")
            with send:
                await send.send("three")
                await anyio.sleep(60)
    except* ValueError:
        print("the group: ValueError")


anyio.run(main)
