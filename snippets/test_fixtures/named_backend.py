# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A module's async fixture asks for the backend, and is made for each."""

from collections.abc import AsyncIterator

import anyio
import pytest

pytestmark = pytest.mark.anyio


def library() -> str:
    return anyio.get_cancelled_exc_class().__module__.split(".")[0]


@pytest.fixture(scope="module")
async def shop(anyio_backend: str) -> AsyncIterator[str]:
    print(f"fixture for {anyio_backend}:", library())
    yield "open"
    print("end of the fixture")


async def test_shop(shop: str, anyio_backend_name: str) -> None:
    print(f"  {anyio_backend_name} in its name:", library())
    assert shop == "open"


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider"
    print("exit status", int(pytest.main([__file__, *options.split()])))
