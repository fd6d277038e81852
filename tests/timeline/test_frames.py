"""Frames: what belongs to a scope or a task group is inside, and headings have their own room."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from helpers.timeline_parts import scope, task, thread, timeline, wait

from anyio_timeline.model import Cancellation, Moment, Task, Timeline
from anyio_timeline.picture.captions import Captions
from anyio_timeline.picture.framing import Frame
from anyio_timeline.picture.layout import Layout


@pytest.fixture(params=[False, True], ids=["wide", "narrow"])
def layout(case: Timeline, request: pytest.FixtureRequest) -> Layout:
    """Each hard timeline, laid out for each width."""
    return Layout(case, Captions(case), request.param)


def around(layout: Layout, frame: Frame) -> Iterator[Frame]:
    """The frames around another one, from the nearest on."""
    while frame.rows.parent is not None:
        frame = layout.frames[frame.rows.parent]
        yield frame


def test_round_its_tasks(layout: Layout) -> None:
    """The frame of a task group lies round all of its tasks, and round where they stand."""
    frames = {frame.scope.key: frame for frame in layout.frames}
    for number, place in enumerate(layout.places):
        item = place.row.item
        if isinstance(item, Task) and item.group in frames:
            frame = frames[item.group]
            assert frame.rows.first < number <= frame.rows.last
            assert frame.left <= layout.x(item.start) <= layout.x(item.end) <= frame.right


def test_inside_each_other(layout: Layout) -> None:
    """A frame lies inside those around it, with its heading below theirs, and ends before them."""
    for frame in layout.frames:
        for outer in around(layout, frame):
            assert outer.left <= frame.left <= frame.right <= outer.right
            assert outer.rows.first <= frame.rows.first <= frame.rows.last <= outer.rows.last
            if outer.rows.first == frame.rows.first:
                assert outer.level < frame.level
            if outer.rows.last == frame.rows.last:
                assert outer.inner > frame.inner


def test_beside_each_other(layout: Layout) -> None:
    """Frames with headings on one line don't overlap."""
    for one, other in combinations(layout.frames, 2):
        if (one.rows.first, one.level) == (other.rows.first, other.level):
            assert one.right <= other.left or other.right <= one.left


def test_no_row_of_its_own() -> None:
    """Scopes one after the other share the row of their task, and one line of headings."""
    scopes = [scope(f"s{n}", "0", n, n + 1, "move_on_after(9)", deadline=9 + n) for n in range(3)]
    made = timeline(task("0", "main", 0, 3, wait("sleep", 0, 3)), *scopes)
    layout = Layout(made, Captions(made), is_narrow=False)
    assert [place.row.item for place in layout.places] == [*made.tasks]
    assert [frame.level for frame in layout.frames] == [0, 0, 0]
    assert [frame.label for frame in layout.frames] == ["move_on_after(9)"] * 3


def test_late_deadline() -> None:
    """A deadline that wasn't reached has a mark where nothing else lies, and no words."""
    first = scope("s0", "0", 0, 1, "move_on_after(2)", deadline=2)
    second = scope("s1", "0", 1, 3, "move_on_after(9)", deadline=10)
    main = task("0", "main", 0, 3, wait("sleep", 0, 3))
    alone, crossed = (
        Layout(made, Captions(made), is_narrow=False).frames[0]
        for made in (timeline(main, first), timeline(main, first, second))
    )
    assert alone.is_late
    assert alone.deadline is not None
    assert crossed.deadline is None
    assert (alone.label, alone.why) == (crossed.label, crossed.why) == ("move_on_after(2)", "")


@pytest.mark.parametrize(("end", "why"), [(4, "deadline reached"), (0.3, "timed out")])
def test_as_much_as_fits(end: float, why: str) -> None:
    """A heading says why it was cancelled in as many words as there's room for in its frame."""
    cancelled = Cancellation(Moment(end), "deadline", None, None)
    made = timeline(
        task("0", "main", 0, 4, wait("sleep", 0, 4)),
        scope("s0", "0", 0, end, "move_on_after(1)", deadline=end, cancelled=cancelled),
    )
    [frame] = Layout(made, Captions(made), is_narrow=False).frames
    assert frame.why == why


@pytest.mark.parametrize(("end", "is_inside"), [(0.4, True), (0.9, False)])
def test_round_its_threads(end: float, is_inside: bool) -> None:
    """A thread is inside the scope that it was called in, but for one that outlives it."""
    made = timeline(
        task("0", "main", 0, 1, wait("thread", 0, 0.5, "to_thread.run_sync()")),
        scope("s0", "0", 0, 0.5, "move_on_after(0.5)"),
        thread("t0", "work", 0, end, owner="0"),
    )
    layout = Layout(made, Captions(made), is_narrow=False)
    [frame] = layout.frames
    assert (frame.rows.last == 1) is is_inside
    assert [place.row.depth for place in layout.places] == [0, 1]
