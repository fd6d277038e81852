"""The plan: which run comes next."""

from __future__ import annotations

from pathlib import Path

from helpers.recording import example

from anyio_by_example.recording.recorder import _Plan
from anyio_by_example.runtime import ASYNCIO, TRIO, UVLOOP

WORK, WAITS = '# measured = "work"\n', '# measured = "waits"\n'


def test_plan(tmp_path: Path) -> None:
    """One run of each example comes first; then long and short ones in turn; each comes once."""
    cases = {name: example(tmp_path, "print()", name=name) for name in ("s", "m", "l")}
    seconds = {"s": 1.0, "m": 2.0, "l": 3.0}
    measured = example(tmp_path, "print()", WORK, name="measured")
    runs = [(case, runtime) for case in cases.values() for runtime in (ASYNCIO, UVLOOP, TRIO)]
    plan = _Plan([(measured, ASYNCIO), *runs])
    order = []
    while run := plan.next():
        order.append(run[0].path.stem)
        if len(order) == 3:
            for name, case in cases.items():
                plan.took((case, ASYNCIO), seconds[name])
    assert order[:3] == ["s", "m", "l"]
    assert order[3:] == ["l", "s", "l", "s", "m", "m"]
    for case in (*cases.values(), *cases.values()):
        plan.took((case, TRIO), 1.0)
    assert plan.next() == (measured, ASYNCIO)
    assert not plan


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
        plan.took(run, 1.0)
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
        plan.took(run, 1.0)
    running = list(iter(plan.next, None))
    assert sorted(run[0].settings.measured for run in running) == [*["waits"] * 2, "work"]
    while running:
        plan.took(run := running.pop(), 1.0)
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
        plan.took(run, 1.0)
    assert not plan
