# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""asyncio's own timeout can lose an item that AnyIO's lets through."""

import asyncio
import time

import anyio
from anyio.abc import ObjectReceiveStream


async def under_anyio(orders: ObjectReceiveStream[str]) -> str:
    try:
        with anyio.fail_after(0.4):
            return await orders.receive()
    except TimeoutError:
        return "TimeoutError"


async def under_asyncio(orders: ObjectReceiveStream[str]) -> str:
    try:
        async with asyncio.timeout(0.4):
            return await orders.receive()
    except TimeoutError:
        return "TimeoutError"


async def main() -> None:
    loop = asyncio.get_running_loop()
    send_1, receive_1 = anyio.create_memory_object_stream[str](1)
    send_2, receive_2 = anyio.create_memory_object_stream[str](1)
    with send_1, receive_1, send_2, receive_2:
        for send in (send_1, send_2):
            loop.call_later(0.3, send.send_nowait, "order")
        async with anyio.create_task_group() as tg:
            first = tg.start_soon(under_anyio, receive_1)
            second = tg.start_soon(under_asyncio, receive_2)
            await anyio.sleep(0.1)
            time.sleep(0.4)  # something blocks the loop
        print("AnyIO:", first.return_value)
        print("asyncio:", second.return_value)
        for send in (send_1, send_2):
            print("left:", send.statistics().current_buffer_used)


anyio.run(main)
