# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""A handler that stops asyncio's cancellation has to take it back."""

import asyncio
import math

import anyio


async def poll(*, uncancel: bool) -> None:
    task = asyncio.current_task()
    assert task is not None
    with anyio.move_on_after(0.4):
        try:
            await anyio.sleep(60)
        except asyncio.CancelledError:
            if anyio.current_effective_deadline() == -math.inf:
                raise
            if uncancel:
                task.uncancel()
            print("    woken up, polls again")
        await anyio.sleep(60)
    print("    the limit has ended the round")


async def main() -> None:
    for uncancel in (True, False):
        print("with uncancel():" if uncancel else "without:")
        task = asyncio.create_task(poll(uncancel=uncancel))
        await anyio.sleep(0.2)
        task.cancel()
        await asyncio.wait([task])
        print("    task cancelled:", task.cancelled())


anyio.run(main)
