# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8.4"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A job's error gets lost in a fixture, and a block in the test raises it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import anyio
import pytest

pytestmark = pytest.mark.anyio


async def fetch(start: anyio.Event) -> None:
    await start.wait()
    raise ConnectionError("the job has failed")


@asynccontextmanager
async def running_job() -> AsyncIterator[anyio.Event]:
    start = anyio.Event()
    async with anyio.create_task_group() as tg:
        tg.start_soon(fetch, start)
        await anyio.wait_all_tasks_blocked()
        yield start
        tg.cancel()


@pytest.fixture
async def start() -> AsyncIterator[anyio.Event]:
    async with running_job() as event:
        yield event


@pytest.mark.parametrize("anyio_backend", ["asyncio"])
async def test_fixture(start: anyio.Event) -> None:
    start.set()
    await anyio.sleep_forever()


async def test_block(anyio_backend: str) -> None:
    with pytest.RaisesGroup(ConnectionError) as caught:
        async with running_job() as start:
            start.set()
            await anyio.sleep_forever()
    print(f"block on {anyio_backend}:", *caught.value.exceptions)


class Errors:
    def pytest_exception_interact(
        self, call: pytest.CallInfo[Any], report: pytest.TestReport
    ) -> None:
        assert call.excinfo is not None
        print(f"fixture on asyncio, {report.when}:", call.excinfo.typename)


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider"
    pytest.main([__file__, *options.split()], plugins=[Errors()])
