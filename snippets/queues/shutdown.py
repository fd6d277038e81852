# /// script
# requires-python = ">=3.13"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""A queue that is shut down, and a stream whose sending end is closed."""

import asyncio
import sys

import anyio

assert sys.version_info >= (3, 13)  # for the type checker


async def empty(queue: asyncio.Queue[str]) -> None:
    try:
        while True:
            print("  got", await queue.get())
    except asyncio.QueueShutDown:
        print("  QueueShutDown")


async def main() -> None:
    for immediate in (False, True):
        print(f"shutdown(immediate={immediate})")
        queue = asyncio.Queue[str]()
        queue.put_nowait("item")
        queue.shutdown(immediate)
        await empty(queue)

    print("close() of the sending end")
    send, receive = anyio.create_memory_object_stream[str](1)
    with send, receive:
        send.send_nowait("item")
        send.close()
        async for item in receive:
            print("  got", item)
        print("  the loop has ended")


anyio.run(main)
