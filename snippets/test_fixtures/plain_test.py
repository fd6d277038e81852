# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=9.2"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A plain test may have an async fixture if it asks for the backend."""

from collections.abc import AsyncIterator

import anyio
import pytest

pytestmark = pytest.mark.anyio


@pytest.fixture
async def prices() -> AsyncIterator[dict[str, int]]:
    await anyio.sleep(0)
    yield {"tea": 3}
    await anyio.sleep(0)


@pytest.fixture
def discounts(prices: dict[str, int]) -> dict[str, int]:
    return {name: price - 1 for name, price in prices.items()}


async def test_of_fixture(prices: dict[str, int]) -> None:
    assert prices["tea"] == 3


@pytest.mark.usefixtures("anyio_backend")
def test_plain(prices: dict[str, int]) -> None:
    assert prices["tea"] == 3


async def test_of_plain_fixture(discounts: dict[str, int]) -> None:
    assert discounts["tea"] == 2


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
