# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""What timers of asyncio do happens when they were to ring; on uvloop that's known to a tenth."""

import asyncio
import time
from contextlib import suppress

import anyio


async def cleaned_up() -> None:
    try:
        await anyio.sleep(1)
    finally:
        with suppress(TimeoutError):
            async with asyncio.timeout(0.1):
                await asyncio.sleep(1)
        with anyio.move_on_after(0.05, shield=True):
            await anyio.sleep(1)


async def main() -> None:
    loop = asyncio.get_running_loop()
    with anyio.CancelScope() as scope:
        loop.call_later(0.45, scope.cancel)
        time.sleep(0.2)
        await anyio.sleep(1)
    with anyio.CancelScope(deadline=anyio.current_time() + 1.25):
        await anyio.sleep(0.01)
    # what cancels it first is what it ends by, whatever expires in its cleanup
    task = asyncio.create_task(cleaned_up())
    loop.call_later(0.15, lambda: task.cancel())
    with suppress(asyncio.CancelledError):
        await task


anyio.run(main)
