# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A test can say that no task is left when its block has ended."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import pytest

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@asynccontextmanager
async def no_task_left() -> AsyncIterator[None]:
    before = {task.id for task in anyio.get_running_tasks()}
    yield
    await anyio.wait_all_tasks_blocked()
    left = [
        task.name
        for task in anyio.get_running_tasks()
        if task.id not in before
    ]
    assert left == []


class Poller:
    def start(self) -> None:
        loop = asyncio.get_running_loop()
        self.task = loop.create_task(anyio.sleep(3600), name="poll")


async def test_group() -> None:
    async with no_task_left(), anyio.create_task_group() as tg:
        tg.start_soon(anyio.sleep, 0.01)


async def test_poller() -> None:
    async with no_task_left():
        Poller().start()


async def test_poller_without_the_check() -> None:
    Poller().start()


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
