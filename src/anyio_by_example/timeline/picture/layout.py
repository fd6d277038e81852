"""Layout: where the rows of a timeline lie in a drawing of one width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anyio_by_example.timeline.model import Moment, Scope, Task, Timeline
from anyio_by_example.timeline.picture import notes
from anyio_by_example.timeline.picture.axis import Axis, visible_moments
from anyio_by_example.timeline.picture.captions import Captions, times
from anyio_by_example.timeline.picture.lettering import NAME, SCOPE, STATUS, WHY, Lettering
from anyio_by_example.timeline.picture.notes import Note
from anyio_by_example.timeline.picture.tree import Item, Row, rows

WIDE = 688
NARROW = 312
AXIS_HEIGHT = 27
NOTE_HEIGHT = 15
_END_SIGN = 24
_GUTTER = range(118, 216)
_MOST_INDENT = 13


@dataclass(frozen=True)
class Label:
    """What stands beside or above a row's bar.

    Args:
        name: Its name, as for a task.
        lettering: How the name is written.
        statuses: What stands below it, or in a narrow drawing on its right: from the longest to
            the shortest.
        status_lettering: How the status is written.
    """

    name: str
    lettering: Lettering
    statuses: tuple[str, ...]
    status_lettering: Lettering = STATUS


@dataclass(frozen=True)
class Place:
    """Where a row lies.

    Args:
        row: The row.
        label: What stands beside it.
        label_x: Where its label begins.
        top: Its upper edge.
        middle: The middle of its bar or lane.
        half: Half the height of its bar or lane.
        bottom: Its lower edge.
        notes: Its printed lines.
    """

    row: Row
    label: Label
    label_x: float
    top: float
    middle: float
    half: float
    bottom: float
    notes: tuple[Note, ...]

    def note_y(self, level: int) -> float:
        """The middle of a line of text below the bar."""
        return self.middle + self.half + 10 + NOTE_HEIGHT * level


class Layout:
    """The places of all rows, for one width.

    Args:
        timeline: What is drawn.
        captions: What the drawing says about it.
        is_narrow: Whether labels stand above the bars, for a phone, or on their left.
    """

    def __init__(self, timeline: Timeline, captions: Captions, is_narrow: bool) -> None:
        self.timeline = timeline
        self.captions = captions
        self.is_narrow = is_narrow
        self.width = NARROW if is_narrow else WIDE
        tree = rows(timeline)
        labels = [self._label(row) for row in tree]
        depth = max((row.depth for row in tree), default=0)
        self.indent = min(_MOST_INDENT, (54 if is_narrow else 78) // max(depth, 1))
        self.left = 3.0 if is_narrow else self._gutter(tree, labels)
        moments = visible_moments(timeline)
        step = 12 if is_narrow else 14
        self.axis = Axis(moments, self.left, self.width - _END_SIGN, step)
        self.places = tuple(self._places(tree, labels))
        self.bottom = self.places[-1].bottom if self.places else AXIS_HEIGHT

    def x(self, moment: Moment) -> float:
        """Where a moment lies, in whole units."""
        return round(self.axis.x(moment))

    def _label_x(self, row: Row) -> float:
        return (3 if self.is_narrow else 2) + row.depth * self.indent

    def _gutter(self, tree: Sequence[Row], labels: Sequence[Label]) -> float:
        wanted = (
            self._label_x(row)
            + max(label.lettering.width(label.name), *map(STATUS.width, ("", *label.statuses[:1])))
            for row, label in zip(tree, labels, strict=True)
        )
        return round(min(max(_GUTTER.start, *wanted, 0) + 14, _GUTTER.stop))

    def _places(self, tree: Sequence[Row], labels: Sequence[Label]) -> Iterator[Place]:
        top: float = AXIS_HEIGHT
        for row, label in zip(tree, labels, strict=True):
            placed = notes.place(row.prints, self.x, self.left, self.width - 2)
            if isinstance(row.item, Scope):
                middle, half = top + (25 if self.is_narrow else 14), 5
                bottom = top + (34 if self.is_narrow else 28)
            else:
                half = 9 if row.item else 0
                middle = top + (20 if self.is_narrow else 6) + half
                lines = max((note.level + max(len(note.texts), 1) for note in placed), default=0)
                strip = 3 + NOTE_HEIGHT * lines if lines else 0
                bottom = middle + half + strip + (8 if self.is_narrow else 6)
                bottom = max(bottom, top + (0 if self.is_narrow else 38))
            yield Place(row, label, self._label_x(row), top, middle, half, bottom, placed)
            top = bottom

    def _label(self, row: Row) -> Label:
        item: Item | None = row.item
        if item is None:
            return Label("program", NAME, ("outside any task", "no task"))
        if isinstance(item, Task):
            return Label(times(item.name, item.count), NAME, self.captions.status(item))
        if isinstance(item, Scope):
            # in a wide drawing, what became of a scope stands beside its lane
            statuses = self.captions.why(item) or self.captions.deadline(item)
            lettering = WHY if item.cancelled else STATUS
            return Label(item.label, SCOPE, statuses if self.is_narrow else (), lettering)
        return Label(item.name, NAME, self.captions.thread_status(item))
