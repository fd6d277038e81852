# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""One library function serves an asyncio, a Trio and an AnyIO program."""

import asyncio
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
    retry_on: type[Exception] = OSError,
) -> T:
    """Call until it succeeds; double the delay after each failure."""
    for _ in range(attempts - 1):
        try:
            return await operation()
        except retry_on:
            await anyio.sleep(delay)
            delay *= 2
    return await operation()


class FlakyService:
    def __init__(self, failures: int) -> None:
        self.failures = failures
        self.calls = 0

    async def fetch(self) -> str:
        self.calls += 1
        await anyio.sleep(0.01)
        if self.calls <= self.failures:
            raise ConnectionError("try again")
        return f"answer of call {self.calls}"


async def asyncio_program() -> str:
    fetch = FlakyService(failures=2).fetch
    return await asyncio.wait_for(retry(fetch), timeout=10)


async def trio_program() -> str:
    fetch = FlakyService(failures=2).fetch
    with trio.fail_after(10):
        return await retry(fetch)


async def anyio_program() -> str:
    fetch = FlakyService(failures=2).fetch
    with anyio.fail_after(10):
        return await retry(fetch)


print("asyncio.run:", asyncio.run(asyncio_program()))
print("trio.run:   ", trio.run(trio_program))
print("anyio.run:  ", anyio.run(anyio_program))
