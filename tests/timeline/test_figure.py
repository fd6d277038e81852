"""A timeline on a page: drawn where it says more than the output, and walked through there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from helpers.timeline_cases import workers
from helpers.timeline_parts import printed, scope, task, thread, timeline, wait

from anyio_by_example.pages.timelines import figure as on_page
from anyio_timeline.figure import figure, is_worth_a_picture
from anyio_timeline.model import Cancellation, Moment, Timeline


def at_once(cancelled: Cancellation | None = None) -> Timeline:
    """A task that starts another one and a thread, all in no time."""
    return timeline(
        task("0", "main", 0, (0, 3), wait("children", (0, 1), (0, 3))),
        scope("s0", "0", 0, (0, 3), cancelled=cancelled),
        task("0.0", "child", (0, 1), (0, 2), group="s0"),
        thread("t0", "work", (0, 1), (0, 2), owner="0.0"),
        printed((0, 2), "done", "0.0"),
    )


@pytest.mark.parametrize(
    ("made", "is_drawn"),
    [
        (at_once(), False),
        (at_once(Cancellation(Moment(0, 2), "cancel", "0", 31)), True),
        (replace(at_once(), end=Moment(0.1)), True),
    ],
    ids=["only an order", "a cancellation", "time"],
)
def test_worth_a_picture(made: Timeline, is_drawn: bool) -> None:
    """What takes no time and cancels nothing shows an order, which the output has."""
    assert is_worth_a_picture(made) is is_drawn


def test_printed_lines_are_dots() -> None:
    """On a page, below the output, what was printed isn't written in the picture once more."""
    on_site, alone = on_page(workers(), "x", "T"), figure(workers(), "x", "T")
    pictures = [each.partition('<details class="tl-words">')[0] for each in (on_site, alone)]
    assert [">A: started</text>" in each for each in pictures] == [False, True]
    assert [each.count("data-print=") for each in pictures] == [14, 14]


def test_explained_on_site_only() -> None:
    """A page says how to walk through a picture and how to read one; a file has no such page."""
    on_site, alone = on_page(workers(), "x", "T"), figure(workers(), "x", "T")
    for part in ("tl-walk", 'identifier="how-to-read-a-timeline"'):
        assert part in on_site
        assert part not in alone
