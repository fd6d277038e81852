# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8", "uvloop"]
#
# [tool.example]
# backends = []
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""Tests ask by which backend and options they run, and can skip one."""

import asyncio
from typing import Any

import anyio
import pytest

LOOPS: list[Any] = [
    "trio",
    pytest.param(("asyncio", {"debug": True}), id="debug"),
    pytest.param(("asyncio", {"use_uvloop": True}), id="uvloop"),
]


@pytest.fixture(scope="module", params=LOOPS)
def anyio_backend(request: pytest.FixtureRequest) -> Any:
    return request.param


async def test_backend(
    anyio_backend_name: str, anyio_backend_options: dict[str, Any]
) -> None:
    print(anyio_backend_name, anyio_backend_options)
    library = anyio.get_cancelled_exc_class().__module__
    assert library.startswith(anyio_backend_name)


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_call_of_asyncio(anyio_backend: str) -> None:
    print("only", anyio_backend)
    assert not asyncio.get_running_loop().get_debug()


@pytest.mark.parametrize("number", [1, 2])
async def test_numbers(anyio_backend_name: str, number: int) -> None:
    if anyio_backend_name == "trio" and number == 2:
        pytest.skip("Trio has no number 2")
    print(anyio_backend_name, number)


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
