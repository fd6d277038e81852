# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8.2", "pytest-asyncio>=1.3"]
#
# [tool.example]
# backends = []
# right = "test_fixtures/server_fixture.py"
# timeline = "none"
# ///
"""With pytest-asyncio, a fixture fails to close its task group."""

from collections.abc import AsyncIterator

import anyio
import pytest
from anyio.abc import TaskGroup


@pytest.fixture
async def jobs() -> AsyncIterator[TaskGroup]:
    async with anyio.create_task_group() as tg:
        tg.start_soon(anyio.sleep_forever)
        yield tg
        tg.cancel()


async def test_job(jobs: TaskGroup) -> None:
    jobs.start_soon(anyio.sleep, 0)


if __name__ == "__main__":
    options = "-qq -rA --tb=no --disable-warnings -p no:cacheprovider"
    modes = ["-p", "asyncio", "--asyncio-mode=auto", "-o"]
    scope = "asyncio_default_fixture_loop_scope=function"
    pytest.main([__file__, *modes, scope, *options.split()])
