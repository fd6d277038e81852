"""What explains a drawing: its legend, and the words beside its shapes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from helpers.drawn import drawn, images
from helpers.timeline_cases import (
    alone,
    every_kind,
    every_reason,
    failed,
    folded,
    many_prints,
    moved_on,
    threads,
    workers,
)
from helpers.timeline_parts import task, timeline

from anyio_timeline.model import Timeline
from anyio_timeline.picture.captions import MEANINGS


def meanings(timeline: Timeline) -> set[str]:
    """What the legend explains."""
    return {meaning for _, meaning in drawn(timeline).legend}


def test_legend_has_what_occurs() -> None:
    """The legend explains the signs that no word beside them explains, and only what occurs."""
    assert meanings(alone()) == {"running"}
    # both images have room for "waiting for its children" in its bar
    assert meanings(workers()) == {
        "running",
        "sleeping",
        "printed",
        "no time passes: one instant, step by step",
    }
    assert meanings(moved_on()) >= {"deadline", "cancellation", "cancelled"}
    assert meanings(failed()) == {
        "running",
        "sleeping",
        "cancellation",
        "printed",
        "no time passes: one instant, step by step",
    }
    assert "worker thread that no task waits for" in meanings(threads())
    assert "several equal ones" in meanings(folded())
    # "sleeping" is written in a bar that has no call
    assert meanings(every_kind()) >= {*MEANINGS.values(), "running"} - {"sleeping"}


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("97 finished", folded),
        ("worker ×97", folded),
        ("sleep(0.1) ×10", folded),
        ("hello ×97", folded),
        ("cancelled", moved_on),
        ("raised ValueError", failed),
        ("unfinished", every_kind),
        ("worker thread, abandoned", threads),
        ("outside any task", threads),
        ("cannot run", every_kind),
        ("deadline reached", moved_on),
        ("timed out", every_reason),
        ("cancel() called", every_reason),
        ("a child raised", every_reason),
        ("its body raised", every_reason),
        ("1 h", lambda: timeline(task("0", "main", 0, 3600))),
        ("+7 more", many_prints),
    ],
)
def test_says(text: str, case: Callable[[], Timeline]) -> None:
    """A drawing says in words what its shapes stand for."""
    assert text in {box.text for box in drawn(case()).wide_boxes}


@pytest.mark.parametrize(
    "reason",
    [
        "task group cancelled at 4 s: deadline reached",
        "task group cancelled at 1 s: cancel() called by main",
        "task group cancelled at 2 s: faulty raised LookupError",
        "task group cancelled at 3 s: its body raised ValueError",
    ],
)
def test_whole_reason_in_tooltip(reason: str) -> None:
    """Why a scope was cancelled is said whole where a heading has no room for it."""
    assert reason in {tip.text for tip in images(every_reason())[0].iter("title")}
