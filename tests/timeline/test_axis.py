"""The axis of a drawing: every moment has its place, and its time in words."""

from __future__ import annotations

from itertools import pairwise
from math import inf

import pytest
from helpers import truth

from anyio_timeline.model import Moment, Timeline
from anyio_timeline.picture import axis as axis_module
from anyio_timeline.picture.axis import Axis, in_words
from anyio_timeline.picture.captions import Captions
from anyio_timeline.picture.layout import Layout


@pytest.mark.parametrize("room", [290, 480])
def test_axis_shows_every_moment(case: Timeline, room: int) -> None:
    """Later is further right, within the room, however much happens at once."""
    waits = [wait for each in case.tasks for wait in each.waits]
    starts = {each.start for each in waits} | {each.start for each in case.tasks}
    moments = sorted(starts | {case.end})
    axis = Axis(moments, 3, 3 + room)
    places = [axis.x(each) for each in moments]
    assert all(earlier < later for earlier, later in pairwise(places))
    assert places[0] == 3
    assert places[-1] <= 3 + room + 0.001


def test_axis_in_proportion() -> None:
    """Times share the room in proportion to their lengths, the shortest still seen."""
    axis = Axis([Moment(0), Moment(1), Moment(3), Moment(3.001)], 0, 326)
    assert [round(axis.x(Moment(at))) for at in (0, 1, 3, 3.001)] == [0, 100, 300, 326]


def test_says_where_it_is_wider(case: Timeline, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it isn't linear, drawing and legend say so; if they didn't, that would be found."""
    assert list(truth.uneven(case)) == []
    is_even = not any(Layout(case, Captions(case), width).axis.wider for width in (False, True))
    monkeypatch.setattr(axis_module, "_TO_SCALE", inf)
    assert (list(truth.uneven(case)) == []) is is_even


def test_axis_of_equal_sums() -> None:
    """0.1 + 0.2 is 0.3, whatever a computer says."""
    assert len(Axis([Moment(0.1 + 0.2), Moment(0.3)], 0, 100).instants) == 1


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"),
        (0.25, "0.25 s"),
        (1.5, "1.5 s"),
        (0.00025, "0.00025 s"),
        (90, "90 s"),
        (600, "600 s"),
        (3600, "1 h"),
        (3600.001, "3600.001 s"),
        (0.1 + 0.2, "0.3 s"),
    ],
)
def test_seconds_in_words(seconds: float, text: str) -> None:
    """Times are written as a reader writes them."""
    assert in_words(seconds) == text
