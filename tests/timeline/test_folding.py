"""One bar for many tasks: it runs no more than they do, and prints what they print."""

from __future__ import annotations

from itertools import pairwise

import pytest
from helpers import truth
from helpers.drawn import images
from helpers.timeline_parts import printed, scope, task, timeline, wait

from anyio_timeline.folding import folded
from anyio_timeline.model import Print, Task, Timeline, Wait

SLEEP, LOCK = "sleep(0.1)", "acquire()"


def worker(number: int, end: float, *waits: Wait, start: float = 0) -> Task:
    """One of many tasks."""
    return task(f"0.{number}", "worker", start, end, *waits, group="s0")


def all_sleep() -> list[Task]:
    """They all sleep at once."""
    return [worker(n, 0.1, wait("sleep", 0, 0.1, SLEEP)) for n in range(12)]


def by_turns() -> list[Task]:
    """One sleeps, the others wait for it."""
    return [
        worker(
            n,
            (n + 1) * 0.1,
            wait("task", 0, n * 0.1, LOCK),
            wait("sleep", n * 0.1, (n + 1) * 0.1, SLEEP),
        )
        for n in range(12)
    ]


def one_after_the_other() -> list[Task]:
    """Each starts when the one before it has been gone for some time."""
    return [worker(n, n + 0.5, wait("sleep", n, n + 0.5, SLEEP), start=n) for n in range(12)]


def some_work() -> list[Task]:
    """Each works for a time of its own, while others wait."""
    return [
        worker(n, 3, wait("sleep", 0, 1 + n % 3 / 10), wait("io", 1.3 + n % 3 / 10, 3))
        for n in range(12)
    ]


def many_sleeps() -> list[Task]:
    """Each sleeps forty times, not all at the same time."""
    return [
        worker(
            n,
            40 + n / 10,
            *(wait("sleep", t + n / 10, t + 1 + n / 10) for t in range(40)),
            start=n / 10,
        )
        for n in range(12)
    ]


def whole(members: list[Task], *prints: Print) -> Timeline:
    """Some tasks in a group."""
    end = max(each.end.seconds for each in members)
    main = task("0", "main", 0, end, wait("children", 0, end))
    return timeline(main, scope("s0", "0", 0, end), *members, *prints)


@pytest.fixture(params=[all_sleep, by_turns, one_after_the_other, some_work, many_sleeps])
def members(request: pytest.FixtureRequest) -> list[Task]:
    """Many equal tasks."""
    made: list[Task] = request.param()
    return made


def test_runs_no_more_than_its_members(members: list[Task]) -> None:
    """Wherever the bar of many tasks says that it runs, one of them ran."""
    [bar] = [each for each in folded(whole(members)).tasks if each.count > 1]
    rest = members[3:]
    assert bar.count == len(rest)
    assert (bar.start, bar.end) == (min(t.start for t in rest), max(t.end for t in rest))
    ran = [span for each in rest for span in truth.running(each)]
    edges = sorted({at for span in [*ran, *truth.running(bar)] for at in span})
    parts = [
        (start, end)
        for begun, ended in truth.running(bar)
        for start, end in pairwise(edges)
        if begun <= start and end <= ended
    ]
    assert [
        (start, end)
        for start, end in parts
        if not any(begun <= start and end <= ended for begun, ended in ran)
    ] == []
    assert list(truth.out_of_bounds(folded(whole(members)))) == []


def test_drawn_as_waiting() -> None:
    """Tasks that wait all the time aren't one solid bar."""
    for made in (all_sleep(), by_turns(), many_sleeps(), one_after_the_other()):
        for image in images(folded(whole(made))):
            runs = [each.attrib["d"] for each in image.iter("path") if _is_run(each.attrib)]
            assert len(runs) == 5
            # what takes more than a tick is closed
            assert [path for path in runs if "z" in path] == []


def _is_run(attributes: dict[str, str]) -> bool:
    return attributes.get("class") == "tl-run"


@pytest.mark.parametrize(
    ("made", "kinds"),
    [
        (all_sleep(), {"sleep"}),
        (by_turns(), {"task", "mixed", "sleep"}),
        (one_after_the_other(), {"sleep", "absent"}),
    ],
    ids=["all_sleep", "by_turns", "one_after_the_other"],
)
def test_what_all_wait_for(made: list[Task], kinds: set[str]) -> None:
    """What all of them wait for is said; if that's not one thing, this is said."""
    [bar] = [each for each in folded(whole(made)).tasks if each.count > 1]
    assert {each.kind for each in bar.waits} == kinds


def test_prints_together() -> None:
    """What they print at one moment is one line with a count; what one alone prints is itself."""
    lines = [printed(0.1, f"line {n}", f"0.{n}") for n in range(3, 8)]
    lines += [printed(0.2, "alone", "0.9"), printed(0.2, "first", "0.0")]
    seen = folded(whole(by_turns(), *lines)).prints
    assert [(each.at.seconds, each.text, each.count, each.task) for each in seen] == [
        (0.1, "5 lines", 5, "0.3"),
        (0.2, "alone", 1, "0.3"),
        (0.2, "first", 1, "0.0"),
    ]
