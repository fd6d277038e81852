# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""On asyncio, an error that reaches only the event loop fails a test."""

import asyncio

import anyio
import pytest

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


async def test_callback() -> None:
    loop = asyncio.get_running_loop()
    loop.call_soon({"tea": 3}.__getitem__, "milk")
    await anyio.wait_all_tasks_blocked()


class TestShared:
    @pytest.fixture(scope="class")
    async def stop(self, anyio_backend: str) -> anyio.Event:
        assert anyio_backend == "asyncio"
        return anyio.Event()

    async def test_first(self, stop: anyio.Event) -> None:
        async def fail_later() -> None:
            await stop.wait()
            raise ConnectionError("from the first test")

        asyncio.get_running_loop().create_task(fail_later())
        await anyio.wait_all_tasks_blocked()

    async def test_second(self, stop: anyio.Event) -> None:
        stop.set()
        await anyio.wait_all_tasks_blocked()


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
