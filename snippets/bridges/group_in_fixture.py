# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A fixture holds the task group: AnyIO's plugin opens and closes it in one task."""

from collections.abc import AsyncIterator

import anyio
import pytest
from anyio.abc import TaskGroup

pytestmark = pytest.mark.anyio


@pytest.fixture
async def tasks() -> AsyncIterator[TaskGroup]:
    async with anyio.create_task_group() as tg:
        yield tg
        tg.cancel_scope.cancel()


async def test_sends(tasks: TaskGroup, anyio_backend_name: str) -> None:
    sent = anyio.Event()
    tasks.start_soon(announce, sent)
    await sent.wait()
    print("sent on", anyio_backend_name)


async def announce(sent: anyio.Event) -> None:
    sent.set()


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider -p no:asyncio"
    pytest.main([__file__, *options.split()])
