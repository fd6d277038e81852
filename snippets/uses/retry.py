# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""One library function serves an asyncio, a Trio and an AnyIO program."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio
import trio

T = TypeVar("T")


async def retry(
    operation: Callable[[], Awaitable[T]],
    *,
    attempts: int = 4,
    delay: float = 0.05,
    retry_on: type[Exception] = ConnectionError,
) -> T:
    """Call until it succeeds, or fails for the last time."""
    if attempts < 1:
        raise ValueError("attempts must be 1 or more")
    for _ in range(attempts - 1):
        try:
            return await operation()
        except retry_on:
            await anyio.sleep(delay * random.uniform(0.5, 1.0))
            delay *= 2
    return await operation()


class FlakyService:
    def __init__(self) -> None:
        self.calls = 0

    async def fetch(self) -> str:
        self.calls += 1
        await anyio.sleep(0.01)
        if self.calls < 3:
            raise ConnectionError("try again")
        return f"answer of call {self.calls}"


async def asyncio_program() -> str:
    return await asyncio.wait_for(retry(FlakyService().fetch), timeout=10)


async def trio_program() -> str:
    with trio.fail_after(10):
        return await retry(FlakyService().fetch)


async def anyio_program() -> str:
    with anyio.fail_after(10):
        return await retry(FlakyService().fetch)


print("asyncio.run:", asyncio.run(asyncio_program()))
print("trio.run:   ", trio.run(trio_program))
print("anyio.run:  ", anyio.run(anyio_program))
