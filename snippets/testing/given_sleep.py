# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A function that is given its sleep() needs no clock in its test."""

from collections.abc import Awaitable, Callable

import anyio
import pytest
from anyio.lowlevel import checkpoint

Call = Callable[[], Awaitable[str]]
Sleep = Callable[[float], Awaitable[None]]
pytestmark = pytest.mark.anyio


async def retry(call: Call, sleep: Sleep = anyio.sleep) -> str:
    for delay in 1, 10, 60:
        try:
            return await call()
        except ConnectionError:
            await sleep(delay)
    return await call()


async def test_delays() -> None:
    delays: list[float] = []
    failures = [ConnectionError(), ConnectionError()]

    async def note(delay: float) -> None:
        delays.append(delay)
        await checkpoint()

    async def call() -> str:
        if failures:
            raise failures.pop()
        return "connected"

    assert await retry(call, note) == "connected"
    assert delays == [1, 10]


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
