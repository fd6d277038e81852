# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A fixture chooses the backend of the tests, and its options."""

from typing import Any

import anyio
import pytest
from trio.testing import MockClock


@pytest.fixture
def anyio_backend() -> tuple[str, dict[str, Any]]:
    return "trio", {"clock": MockClock(autojump_threshold=0)}


@pytest.fixture
async def started() -> float:
    return anyio.current_time()


async def test_an_hour(started: float) -> None:
    with anyio.move_on_after(3600):
        await anyio.sleep_forever()
    assert anyio.current_time() - started == 3600


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, "-o", "anyio_mode=auto", *options.split()])
