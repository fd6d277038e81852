# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# ///
"""Threads that run an event loop each, and do something when that has ended."""

import asyncio
import threading
import time

import trio


async def tick(seconds: float) -> None:
    await trio.sleep(seconds)
    await trio.to_thread.run_sync(time.sleep, 0.1)
    print("ticked")


def run_asyncio(loop: asyncio.AbstractEventLoop) -> None:
    loop.run_forever()
    loop.close()
    print("asyncio has ended")


def run_trio() -> None:
    trio.run(tick, 0.1)
    print("Trio has ended")


loop = asyncio.new_event_loop()
thread = threading.Thread(target=run_asyncio, args=[loop])
thread.start()
asyncio.run_coroutine_threadsafe(asyncio.sleep(0.1, "slept"), loop).result()
other = threading.Thread(target=run_trio)
other.start()
other.join()
loop.call_soon_threadsafe(loop.stop)
thread.join()
