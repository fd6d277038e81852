# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio>=4.0", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A test skips itself while a fixture of its module has a task group open.

Probed: whether the end of that fixture fails.
"""

from collections.abc import AsyncIterator

import anyio
import pytest
from anyio.abc import TaskGroup


@pytest.fixture(scope="module")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
async def group() -> AsyncIterator[TaskGroup]:
    async with anyio.create_task_group() as tg:
        yield tg
    print("the fixture ends")


@pytest.mark.anyio
@pytest.mark.usefixtures("group")
async def test_later() -> None:
    print("the test is skipped")
    pytest.skip()


if __name__ == "__main__":
    options = "-s -p no:terminal -p no:cacheprovider"
    print("exit status", int(pytest.main([__file__, *options.split()])))
