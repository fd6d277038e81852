"""What the tests of timelines share: those that are hard to draw, and those of hard programs."""

from __future__ import annotations

import pytest
from helpers.timeline_cases import CASES
from helpers.told import Stage
from helpers.watched import CASES as PROGRAMS
from helpers.watched import Recorded, recorded, runs

from anyio_by_example.recording.recorder import Recorder, Run
from anyio_timeline.model import Timeline


@pytest.fixture(params=CASES, ids=lambda case: case.__name__)
def case(request: pytest.FixtureRequest) -> Timeline:
    """Each of the timelines that are hard to draw."""
    made: Timeline = request.param()
    return made


@pytest.fixture(scope="session")
def recordings() -> Recorded:
    """All hard programs on all of their runtimes."""
    return recorded(Recorder(), runs(PROGRAMS))


@pytest.fixture(params=runs(PROGRAMS), ids=lambda run: f"{run[0].path.stem}-{run[1]}")
def run(request: pytest.FixtureRequest) -> Run:
    """Each hard program on each of its runtimes."""
    wanted: Run = request.param
    return wanted


@pytest.fixture
def timeline(run: Run, recordings: Recorded) -> Timeline:
    """The timeline of a hard program on one runtime."""
    example, runtime = run
    found = recordings[example.name][runtime].timeline
    assert found
    return found


@pytest.fixture
def stage() -> Stage:
    """A new story."""
    return Stage()
