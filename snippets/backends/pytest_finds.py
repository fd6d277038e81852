# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# right = "backends/pytest_both.py"
# timeline = "none"
# ///
"""A test on both backends finds a call that works on asyncio only."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest

pytestmark = pytest.mark.anyio


async def retry(attempt: Callable[[], Awaitable[str]]) -> str:
    try:
        return await attempt()
    except ConnectionError:
        await asyncio.sleep(0.01)
    return await attempt()


async def test_once() -> None:
    async def attempt() -> str:
        return "connected"

    assert await retry(attempt) == "connected"


async def test_retry() -> None:
    failures = [ConnectionError()]

    async def attempt() -> str:
        if failures:
            raise failures.pop()
        return "connected"

    assert await retry(attempt) == "connected"


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
