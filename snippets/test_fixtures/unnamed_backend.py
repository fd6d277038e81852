# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# right = "test_fixtures/named_backend.py"
# timeline = "none"
# ///
"""A module's async fixture that names no backend leaves out Trio."""

from collections.abc import AsyncIterator

import anyio
import pytest

pytestmark = pytest.mark.anyio


def library() -> str:
    return anyio.get_cancelled_exc_class().__module__.split(".")[0]


@pytest.fixture(scope="module")
async def shop() -> AsyncIterator[str]:
    print("fixture:", library())
    yield "open"
    print("end of the fixture")


async def test_shop(shop: str, anyio_backend_name: str) -> None:
    print(f"  {anyio_backend_name} in its name:", library())
    assert shop == "open"


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider"
    print("exit status", int(pytest.main([__file__, *options.split()])))
