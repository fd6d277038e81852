# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""Each test has its own event loop, until a fixture keeps one open."""

from collections.abc import AsyncIterator

import pytest
from anyio.lowlevel import EventLoopToken, current_token

loops: list[EventLoopToken] = []
pytestmark = pytest.mark.anyio


def loop() -> str:
    token = current_token()
    if token not in loops:
        loops.append(token)
    return f"loop {loops.index(token) + 1}"


@pytest.fixture
async def account(anyio_backend: str) -> None:
    print("fixture of one test, on", anyio_backend, loop())


@pytest.fixture(scope="module")
async def shop(anyio_backend: str) -> AsyncIterator[None]:
    print("fixture of the module,", anyio_backend, loop())
    yield
    print("end of the fixture,", anyio_backend, loop())


async def test_first() -> None:
    print("first test,", loop())


@pytest.mark.usefixtures("account")
async def test_second() -> None:
    print("second test,", loop())


@pytest.mark.usefixtures("shop")
async def test_third() -> None:
    print("third test,", loop())


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_fourth(anyio_backend: str) -> None:
    print("fourth test, on", anyio_backend, "by its name,", loop())


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
