# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A plain fixture chooses an async one, which an async test can't."""

import anyio
import pytest

pytestmark = pytest.mark.anyio


@pytest.fixture
async def memory() -> str:
    await anyio.sleep(0)
    return "a store in memory"


@pytest.fixture
async def disk() -> str:
    await anyio.sleep(0)
    return "a store on the disk"


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest) -> str:
    chosen: str = request.getfixturevalue(request.param)
    return chosen


async def test_store(store: str) -> None:
    assert store.startswith("a store")


async def test_asks_too_late(request: pytest.FixtureRequest) -> None:
    with pytest.raises(RuntimeError, match="getfixturevalue"):
        request.getfixturevalue("memory")


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
