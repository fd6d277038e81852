# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Locks and events for which nobody waits: do their calls check?"""

from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from functools import partial

import anyio
from anyio.lowlevel import checkpoint


async def probe(name: str, call: Callable[[], Awaitable[object]]) -> None:
    with anyio.CancelScope() as scope:
        scope.cancel()
        await call()
    async with anyio.create_task_group() as tg:
        neighbour = tg.start_soon(checkpoint)
        for _ in range(9):  # two or three turns are enough
            await call()
        has_run = neighbour.status.name == "FINISHED"
    print(f"{name:30}{scope.cancelled_caught!s:7}{has_run}")


async def use(lock: AbstractAsyncContextManager[object]) -> None:
    async with lock:
        pass


async def main() -> None:
    event = anyio.Event()
    event.set()
    print(f"{'':30}check  schedule")
    await probe("Event.wait(), set", event.wait)
    await probe("Lock", partial(use, anyio.Lock()))
    await probe("Lock, fast", partial(use, anyio.Lock(fast_acquire=True)))
    await probe("CapacityLimiter", partial(use, anyio.CapacityLimiter(1)))


anyio.run(main)
