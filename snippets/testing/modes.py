# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# older = ["older/marked_tests.py"]
# ///
"""In AnyIO's auto mode, async tests need no marker."""

from typing import Any

import anyio
import pytest


async def double(number: int) -> int:
    await anyio.sleep(0)
    return 2 * number


@pytest.mark.anyio
async def test_marked() -> None:
    assert await double(2) == 4


async def test_without_marker() -> None:
    assert await double(3) == 6


def test_plain() -> None:
    assert anyio.run(double, 4) == 8


def test_plain_on_both(
    anyio_backend_name: str, anyio_backend_options: dict[str, Any]
) -> None:
    result = anyio.run(
        double,
        5,
        backend=anyio_backend_name,
        backend_options=anyio_backend_options,
    )
    assert result == 10


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    for mode in "strict", "auto":
        print("anyio_mode:", mode)
        pytest.main([__file__, f"--anyio-mode={mode}", *options.split()])
