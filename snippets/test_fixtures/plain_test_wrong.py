# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=9.2"]
#
# [tool.example]
# backends = []
# right = "test_fixtures/plain_test.py"
# timeline = "none"
# ///
"""Without a backend, a plain test can't have an async fixture."""

import anyio
import pytest

pytestmark = pytest.mark.anyio


@pytest.fixture
async def prices() -> dict[str, int]:
    await anyio.sleep(0)
    return {"tea": 3}


def test_plain(prices: dict[str, int]) -> None:
    assert prices["tea"] == 3


async def test_async(prices: dict[str, int]) -> None:
    assert prices["tea"] == 3


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
