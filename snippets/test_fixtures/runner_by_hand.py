# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "pytest>=8"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""What AnyIO's plugin does for a test: one runner for all its parts."""

from collections.abc import AsyncGenerator

import anyio
from anyio.abc import TaskGroup, TestRunner
from anyio.pytest_plugin import get_runner


async def prices() -> dict[str, int]:
    return {"tea": 3}


async def jobs(runner: TestRunner) -> AsyncGenerator[TaskGroup, None]:
    async with anyio.create_task_group() as tg:
        print("  in the fixture, is_running:", runner.is_running())
        yield tg
        print("  after the test")
        tg.cancel()


async def test_tea(tea: dict[str, int], tasks: TaskGroup) -> None:
    tasks.start_soon(anyio.sleep_forever)
    print("  the test:", tea)


def run(backend: str) -> None:
    print(backend)
    with get_runner(backend, {}) as runner:
        tea = runner.run_fixture(prices, {})
        for tasks in runner.run_asyncgen_fixture(jobs, {"runner": runner}):
            print("  between two calls, is_running:", runner.is_running())
            runner.run_test(test_tea, {"tea": tea, "tasks": tasks})


run("asyncio")
run("trio")
