# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""Tests that share a loop share a context, so let fixtures reset it."""

from collections.abc import AsyncIterator
from contextvars import ContextVar

import anyio
import pytest

user = ContextVar("user", default="nobody")
basket: ContextVar[str] = ContextVar("basket", default="empty")
pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module", autouse=True)
async def shop(anyio_backend: str) -> AsyncIterator[None]:
    async with anyio.create_task_group() as tg:
        tg.start_soon(anyio.sleep_forever)
        print("the shop is open on", anyio_backend)
        yield
        tg.cancel()


@pytest.fixture
async def logged_in() -> AsyncIterator[None]:
    token = user.set("Ada")
    yield
    user.reset(token)


@pytest.mark.usefixtures("logged_in")
async def test_first() -> None:
    basket.set("tea")
    print("first test:", user.get(), basket.get())


async def test_second() -> None:
    print("second test:", user.get(), basket.get())


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
