"""Too much to do, for a timeline or for the machine: what is recorded stays the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.recording import record
from helpers.watched import CASES, runs

from anyio_by_example.recording.recorder import Recorder
from anyio_by_example.recording.review import TIMELINE, problems
from anyio_by_example.recording.stability import _load
from anyio_by_example.runtime import RUNTIMES, Runtime
from anyio_timeline.watching.story import MOST

# long runs, which have to end within their limit
pytestmark = pytest.mark.alone

MANY = """
import anyio

async def one() -> None:
    await anyio.sleep(0)

async def spin() -> None:
    for _ in range(100_000):
        await anyio.sleep(0)

async def main() -> None:
    async with anyio.create_task_group() as tg:
        {what}
    print("over")

anyio.run(main)
"""

STEPS, TASKS, PRINTS = (
    "tg.start_soon(spin)",
    f"for _ in range({MOST + 100}): tg.start_soon(one)",
    f"for _ in range({MOST + 100}): print('again')",
)


@pytest.mark.alike(4)
@pytest.mark.parametrize(
    "runtime", [r for r in RUNTIMES if not r.missing and r.has_timelines], ids=str
)
@pytest.mark.parametrize("what", [STEPS, TASKS, PRINTS], ids=["steps", "tasks", "prints"])
def test_more_than_a_story_can_hold(what: str, runtime: Runtime, tmp_path: Path) -> None:
    """A run with more events than a timeline can have ends as it would without one.

    What is wrong with it is that it has too many.
    """
    recording = record(tmp_path, MANY.format(what=what), runtime)
    again = (MOST + 100) * (what == PRINTS)
    assert recording.output.splitlines() == ["again"] * again + ["over"]
    assert recording.exit_status == 0
    assert "more than a timeline can hold" in str(recording.problem)


def test_times_are_those_asked_for() -> None:
    """On a machine that has too much to do, a timeline is the same."""
    names = ("nested_groups", "thread_abandoned", "deadline_in_child")
    busy = runs(example for example in CASES if example.path.stem in names)
    assert len({example.name for example, _ in busy}) == len(names)
    with _load(2):
        found = [
            str(problem)
            for _ in range(3)
            for (example, runtime), recording in Recorder().record(busy)
            for problem in problems(example, {runtime: recording}, TIMELINE)
        ]
    assert found == []
