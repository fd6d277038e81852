"""Trials: what is run in an environment is run by the recorder, and judged when it's sure."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from helpers.cells import COLUMN, OTHER, THIRD
from helpers.recording import example

from anyio_by_example.examples.example import Example
from anyio_by_example.matrix import trials
from anyio_by_example.matrix.column import Column
from anyio_by_example.matrix.environment import Environments, UnavailableError
from anyio_by_example.matrix.outcome import (
    AS_REVIEWED,
    DIFFERS,
    MISSING,
    NO_RESULT,
    UNKNOWN,
    VARIES,
    Outcome,
)
from anyio_by_example.matrix.trials import ALONE, Pace, Trials, outcomes, whole
from anyio_by_example.recording.recorder import Recorder, Run
from anyio_by_example.recording.recording import Recording
from anyio_by_example.running.job import Limits
from anyio_by_example.runtime import ASYNCIO, TRIO

pytestmark = [
    pytest.mark.alone,
    pytest.mark.skipif(not hasattr(os, "fork"), reason="another interpreter needs a fork"),
]

HERE = Path(sys.executable)

CUT = Outcome(UNKNOWN, error=NO_RESULT)

IMPATIENT = Pace(1.0, 2, again=1.0)


class Given(Environments):
    """Environments that are there: this interpreter; or none."""

    def __init__(self, python: Path | None = HERE) -> None:
        self._python = python

    def python(self, release: str, column: Column) -> Path:
        """The interpreter, whatever is asked for."""
        assert (release, column) == ("4.8.0", COLUMN)
        if self._python is None:
            raise UnavailableError("no such release")
        return self._python


CASES = {
    "as reviewed": ("print('one')", AS_REVIEWED),
    "something else": ("print('two')", Outcome(DIFFERS, "two\n")),
    "an error": (
        "print('one')\nraise ValueError('no')",
        Outcome(DIFFERS, "one\n", "ValueError: no"),
    ),
    "what isn't there": (
        "import anyio\n\nprint('one')\nanyio.no_such_name",
        Outcome(MISSING, error="AttributeError: module 'anyio' has no attribute 'no_such_name'"),
    ),
    "in a task": (
        "import anyio\n\n\nasync def main() -> None:\n"
        "    async with anyio.create_task_group() as tasks:\n"
        "        tasks.start_soon(anyio.sleep, 0, 'more')\n\n\nanyio.run(main)",
        Outcome(
            MISSING,
            error="TypeError: sleep() takes 1 positional argument but 2 were given",
        ),
    ),
    "each time": ("import uuid\n\nprint(uuid.uuid4())", Outcome(VARIES)),
    "another status": (
        "print('one', flush=True)\nimport os\n\nos._exit(3)",
        Outcome(DIFFERS, "one\n", "it ends with status 3"),
    ),
}
"""Programs by what they come to, of which `one` was reviewed."""


def case(folder: Path, body: str, name: str = "case") -> Example:
    """An example of which `one` was reviewed."""
    made = example(folder, body, name=name)
    made.path.with_suffix(".out").write_text("one\n", "utf-8", newline="\n")
    return made


def test_run_here(tmp_path: Path) -> None:
    """Each program comes to what it does, on both event loops."""
    made = {
        case(tmp_path, body, f"case{n}"): expected
        for n, (body, expected) in enumerate(CASES.values())
    }
    runs = [(each, runtime) for each in made for runtime in (ASYNCIO, TRIO)]
    found = whole(Trials(Given(), ALONE)("4.8.0", COLUMN, runs))
    assert {run: found[run] for run in runs} == {run: made[run[0]] for run in runs}


def test_waits_for_ever(tmp_path: Path) -> None:
    """What doesn't end is ended, soon, and has no result."""
    waits = "import anyio\n\nprint('one', flush=True)\nanyio.run(anyio.sleep_forever)"
    run = case(tmp_path, waits), ASYNCIO
    assert outcomes(HERE, [run], IMPATIENT) == {run: Outcome(UNKNOWN, error=NO_RESULT)}


def test_is_slow(tmp_path: Path) -> None:
    """What had too little time for a result has it when it's run again."""
    slow = case(tmp_path, "import anyio\n\nanyio.run(anyio.sleep, 2)\nprint('one')"), ASYNCIO
    assert outcomes(HERE, [slow], Pace(1.0, 1, again=20.0)) == {slow: AS_REVIEWED}


def test_no_environment(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Where there is no environment, nothing is known of any run, and why is said."""
    runs = [(case(tmp_path, "print()"), runtime) for runtime in (ASYNCIO, TRIO)]
    with caplog.at_level(logging.WARNING):
        found = whole(Trials(Given(None))("4.8.0", COLUMN, runs))
    assert found == dict.fromkeys(runs, Outcome(UNKNOWN, error="it can't be installed there"))
    assert caplog.messages == ["AnyIO 4.8.0 on Python 3.11: no such release"]


@pytest.mark.parametrize(
    ("came", "expected", "times"),
    [
        ((AS_REVIEWED,), AS_REVIEWED, 1),
        ((Outcome(MISSING, error="a"),), Outcome(MISSING, error="a"), 1),
        ((OTHER, OTHER), OTHER, 2),
        ((CUT, CUT), CUT, 2),
        ((CUT, AS_REVIEWED, AS_REVIEWED), AS_REVIEWED, 3),
        ((Outcome(UNKNOWN, error="a"),), Outcome(UNKNOWN, error="a"), 1),
        ((OTHER, AS_REVIEWED, AS_REVIEWED), AS_REVIEWED, 3),
        ((OTHER, AS_REVIEWED, OTHER), OTHER, 3),
        ((OTHER, THIRD, OTHER), OTHER, 3),
        ((OTHER, THIRD, AS_REVIEWED), Outcome(VARIES), 3),
    ],
)
def test_run_again(
    came: tuple[Outcome, ...],
    expected: Outcome,
    times: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What isn't as reviewed is run again, until two runs agree or three don't."""
    left = [*came]

    def pretend(_: object, runs: list[Run], __: object) -> dict[Run, Outcome]:
        return {run: left.pop(0) for run in runs}

    monkeypatch.setattr(trials, "_found", pretend)
    run = case(tmp_path, "print()"), ASYNCIO
    assert outcomes(HERE, [run], ALONE) == {run: expected}
    assert len(came) - len(left) == times


def test_not_run_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an example came to twice is believed at once the next time."""
    asked: list[int] = []

    def pretend(_: object, runs: list[Run], __: object) -> dict[Run, Outcome]:
        asked.append(len(runs))
        return dict.fromkeys(runs, OTHER)

    monkeypatch.setattr(trials, "_found", pretend)
    run, stranger = (case(tmp_path, "print()"), ASYNCIO), (case(tmp_path, "", "stranger"), ASYNCIO)
    tried = Trials(Given(), ALONE)
    for runs, times in (([run], [1, 1, 0]), ([run], [1, 0, 0]), ([stranger], [1, 1, 0])):
        asked.clear()
        assert whole(tried("4.8.0", COLUMN, runs)) == dict.fromkeys(runs, OTHER)
        assert asked == times


def test_nothing_is_started_in_vain(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What would run things again isn't started if there are none."""
    started: list[float] = []
    record = Recorder.record

    def counted(
        self: Recorder, runs: Iterable[Run], limits: Limits | None = None
    ) -> Iterator[tuple[Run, Recording]]:
        started.append((limits or self.limits).seconds)
        return record(self, runs, limits)

    monkeypatch.setattr(Recorder, "record", counted)
    run = case(tmp_path, "print('one')"), ASYNCIO
    assert outcomes(HERE, [run], Pace(seconds=15.0)) == {run: AS_REVIEWED}
    assert started == [15.0]
