# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A fixture of the session needs a backend of the session."""

from collections.abc import AsyncIterator

import anyio
import pytest
from anyio.abc import TaskGroup

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="session", params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> object:
    return request.param


@pytest.fixture(scope="session")
async def jobs(anyio_backend: str) -> AsyncIterator[TaskGroup]:
    async with anyio.create_task_group() as tg:
        yield tg
        tg.cancel()
    print("all jobs are cancelled,", anyio_backend)


async def test_job(jobs: TaskGroup) -> None:
    jobs.start_soon(anyio.sleep_forever, name="job")


@pytest.mark.usefixtures("jobs")
async def test_skipped() -> None:
    pytest.skip("not today")


@pytest.mark.usefixtures("jobs")
async def test_another() -> None:
    names = {task.name for task in anyio.get_running_tasks()}
    print("the job runs:", "job" in names)


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider"
    pytest.main([__file__, *options.split()])
