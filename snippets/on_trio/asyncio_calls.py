# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""asyncio's own calls raise on Trio, a lock only once it is contended."""

import asyncio
from collections.abc import Awaitable, Callable

import anyio


async def sleep_zero() -> None:
    await asyncio.sleep(0)


async def sleep() -> None:
    await asyncio.sleep(0.1)


async def wait_for_event() -> None:
    await asyncio.Event().wait()


async def free_lock() -> None:
    async with asyncio.Lock():
        pass


async def taken_lock() -> None:
    lock = asyncio.Lock()
    async with lock:
        await lock.acquire()


async def outcome(call: Callable[[], Awaitable[None]]) -> str:
    try:
        await call()
    except Exception as error:
        return type(error).__name__
    return "no error"


async def main() -> None:
    for call in (sleep_zero, sleep, wait_for_event, free_lock, taken_lock):
        print(f"{call.__name__:<14} {await outcome(call)}")


anyio.run(main, backend="trio")
