"""The plan: which run comes next."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers.recording import example

from anyio_by_example.recording.recorder import _Plan
from anyio_by_example.recording.review import reviewed_seconds
from anyio_by_example.runtime import ASYNCIO, TRIO, UVLOOP

WORK, WAITS = '# measured = "work"\n', '# measured = "waits"\n'


def test_plan(tmp_path: Path) -> None:
    """Long and short ones come in turn, by what was reviewed; each comes once."""
    cases = {name: example(tmp_path, "print()", name=name) for name in ("s", "m", "l")}
    for name, seconds in {"m": "0.2", "l": "3"}.items():
        text = f"     0 s  main prints “”\n   {seconds} s  the program ends\n"
        cases[name].path.with_suffix(".trio.timeline").write_text(text, "utf-8")
    measured = example(tmp_path, "print()", WORK, name="measured")
    runs = [(case, runtime) for case in cases.values() for runtime in (ASYNCIO, UVLOOP, TRIO)]
    plan = _Plan([(measured, ASYNCIO), *runs])
    order = list(iter(plan.next, None))
    assert [run[0].path.stem for run in order] == [*"lslslsmmm"]
    assert {*order} == {*runs}
    for run in runs:
        assert plan.next() is None
        plan.ended(run)
    assert plan.next() == (measured, ASYNCIO)
    assert not plan


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("", 0.0), ('# timeline = "none"\n', 1.0), ("# backends = []\n", 1.0)],
)
def test_seconds_of_what_has_no_timeline(header: str, seconds: float, tmp_path: Path) -> None:
    """Without a timeline, one that may have one is short, and one that can't is longer."""
    assert reviewed_seconds(example(tmp_path, "print()", header)) == seconds


def test_plan_of_one_example(tmp_path: Path) -> None:
    """All runs of an example start at once if there is room; one that measures waits for them."""
    case = example(tmp_path, "print()")
    measured = example(tmp_path, "print()", WORK, name="measured")
    runs = [(case, ASYNCIO), (case, UVLOOP), (case, TRIO)]
    plan = _Plan([(measured, TRIO), *runs])
    assert sorted(str(run and run[1]) for run in (plan.next() for _ in runs)) == sorted(
        str(runtime) for _, runtime in runs
    )
    for run in runs:
        assert plan.next() is None
        plan.ended(run)
    assert plan.next() == (measured, TRIO)
    assert not plan


def test_plan_of_what_is_measured(tmp_path: Path) -> None:
    """Beside one run that measures work, a few measure waits; none starts before the others end."""
    usual = example(tmp_path, "print()", name="usual")
    work, waits = (
        [example(tmp_path, "print()", more, f"{name}{number}") for number in range(4)]
        for name, more in (("work", WORK), ("waits", WAITS))
    )
    runs = [(case, runtime) for case in (usual, *work, *waits) for runtime in (ASYNCIO, TRIO)]
    plan = _Plan(runs)
    started = {plan.next(), plan.next()}
    assert started == {*runs[:2]}
    assert plan.next() is None
    for run in runs[:2]:
        plan.ended(run)
    running = list(iter(plan.next, None))
    assert sorted(run[0].settings.measured for run in running) == [*["waits"] * 2, "work"]
    while running:
        plan.ended(run := running.pop())
        running += iter(plan.next, None)
        assert sum(run[0] in work for run in running) <= 1
        assert sum(run[0] in waits for run in running) <= 2
        started.add(run)
    assert started == {*runs}
    assert not plan


def test_run_that_was_lost_comes_next(tmp_path: Path) -> None:
    """A run whose supervisor is gone is planned again, a measured one still alone."""
    usual = (example(tmp_path, "print()", name="usual"), ASYNCIO)
    measured = (example(tmp_path, "print()", WORK, name="measured"), ASYNCIO)
    plan = _Plan([usual, measured])
    for run in (usual, measured):
        assert plan.next() == run
        plan.again(run)
        assert plan.next() == run
        plan.ended(run)
    assert not plan
