# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8.4"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A job's error gets lost in a fixture, and a block in the test raises it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

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


async def test_block() -> None:
    with pytest.RaisesGroup(ConnectionError):
        async with running_job() as start:
            start.set()
            await anyio.sleep_forever()


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
