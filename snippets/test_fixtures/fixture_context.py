# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A test sees what its async fixture sets, and the next test doesn't."""

from collections.abc import AsyncIterator
from contextvars import ContextVar

import pytest

user = ContextVar("user", default="nobody")
pytestmark = pytest.mark.anyio


@pytest.fixture
async def logged_in() -> AsyncIterator[None]:
    token = user.set("Ada")
    yield
    print("  the end of the fixture:", user.get())
    user.reset(token)


@pytest.fixture
def plain_login() -> None:
    user.set("Bob")


@pytest.fixture(autouse=True)
def heading(request: pytest.FixtureRequest) -> None:
    print(request.node.name)


@pytest.mark.usefixtures("logged_in")
async def test_async_fixture() -> None:
    print("  the test:", user.get())
    user.set("Eve")


async def test_after_it() -> None:
    print("  the test:", user.get())


@pytest.mark.usefixtures("plain_login")
async def test_plain_fixture() -> None:
    print("  the test:", user.get())


async def test_after_plain() -> None:
    print("  the test:", user.get())


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
