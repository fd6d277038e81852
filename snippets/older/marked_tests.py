# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A marker for the whole file has AnyIO run each of its async tests."""

import anyio
import pytest

pytestmark = pytest.mark.anyio


async def double(number: int) -> int:
    await anyio.sleep(0)
    return 2 * number


async def test_double() -> None:
    assert await double(2) == 4


def test_plain() -> None:
    assert anyio.run(double, 4) == 8


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
