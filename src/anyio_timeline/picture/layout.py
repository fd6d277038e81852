"""Layout: where the rows of a timeline lie in a drawing of one width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from anyio_timeline.model import Moment, Task, Timeline
from anyio_timeline.picture import notes
from anyio_timeline.picture.axis import Axis, deadline_of, visible_moments
from anyio_timeline.picture.captions import Captions, times
from anyio_timeline.picture.framing import Framing, ends, levels
from anyio_timeline.picture.lettering import NAME, STATUS
from anyio_timeline.picture.notes import Note
from anyio_timeline.picture.tree import Item, Row, Tree

WIDE = 688
NARROW = 312
AXIS_HEIGHT = 27
NOTE_HEIGHT = 15
_DOT_HEIGHT = 8
HEADING_HEIGHT = 22
_NAME_HEIGHT = 22
FOOT_HEIGHT = 4
_END_SIGN = 24
_GUTTER = range(118, 216)
_MOST_INDENT = 13


@dataclass(frozen=True)
class Label:
    """What stands beside or above a row's bar.

    Args:
        name: Its name, as for a task.
        statuses: What stands below it, or in a narrow drawing on its right: from the longest to
            the shortest.
    """

    name: str
    statuses: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """Where a row lies.

    Args:
        row: The row.
        label: What stands beside it.
        label_x: Where its label begins.
        top: Its upper edge.
        headings: Where the headings of frames begin.
        middle: The middle of its bar.
        half: Half the height of its bar.
        floor: Where frames begin to end.
        bottom: Its lower edge.
        notes: Its printed lines.
        note_height: How far these are apart.
    """

    row: Row
    label: Label
    label_x: float
    top: float
    headings: float
    middle: float
    half: float
    floor: float
    bottom: float
    notes: tuple[Note, ...]
    note_height: float

    def note_y(self, level: int) -> float:
        """The middle of a printed line below the bar."""
        return self.middle + self.half + 2 + self.note_height / 2 + self.note_height * level


class Layout:
    """The places of all rows, for one width.

    Args:
        timeline: What is drawn.
        captions: What the drawing says about it.
        is_narrow: Whether labels stand above the bars, for a phone, or on their left.
        writes: Whether printed lines are written; if not, each is a dot alone.
    """

    def __init__(
        self, timeline: Timeline, captions: Captions, is_narrow: bool, writes: bool = True
    ) -> None:
        self.timeline = timeline
        self.captions = captions
        self.is_narrow = is_narrow
        self.writes = writes
        self.width = NARROW if is_narrow else WIDE
        tree = Tree(timeline)
        labels = [self._label(row) for row in tree.rows]
        depth = max((row.depth for row in tree.rows), default=0)
        self.indent = min(_MOST_INDENT, (54 if is_narrow else 78) // max(depth, 1))
        # frames that begin together lie around each other
        gutter = 3.0 if is_narrow else self._gutter(tree.rows, labels)
        self.labels_end = gutter - 10
        self.left = gutter + _margin(tree)
        moments = visible_moments(timeline)
        step = 12 if is_narrow else 14
        self.axis = Axis(moments, self.left, self.width - _END_SIGN, step)
        self.frames = Framing(
            tree.scopes,
            captions,
            self.x,
            partial(deadline_of, end=timeline.end),
            self.left,
            self.width - 2,
        ).frames
        self.places = tuple(self._places(tree.rows, labels))
        self.bottom = self.places[-1].bottom if self.places else AXIS_HEIGHT

    def x(self, moment: Moment) -> float:
        """Where a moment lies, in whole units."""
        return round(self.axis.x(moment))

    def _label_x(self, row: Row) -> float:
        return (3 if self.is_narrow else 2) + row.depth * self.indent

    def _gutter(self, tree: Sequence[Row], labels: Sequence[Label]) -> float:
        wanted = (
            self._label_x(row)
            + max(NAME.width(label.name), *map(STATUS.width, ("", *label.statuses[:1])))
            for row, label in zip(tree, labels, strict=True)
        )
        return round(min(max(_GUTTER.start, *wanted, 0) + 14, _GUTTER.stop))

    def _places(self, tree: Sequence[Row], labels: Sequence[Label]) -> Iterator[Place]:
        top: float = AXIS_HEIGHT
        headed, ending = levels(self.frames), ends(self.frames)
        for number, (row, label) in enumerate(zip(tree, labels, strict=True)):
            put, height = (notes.place, NOTE_HEIGHT) if self.writes else (notes.dots, _DOT_HEIGHT)
            placed = put(row.prints, self.x, self.left, self.width - 2)
            half = 9 if row.item else 0
            headings = top + (_NAME_HEIGHT if self.is_narrow else 2)
            middle = headings + HEADING_HEIGHT * headed.get(number, 0) + 4 + half
            lines = max((note.level + max(len(note.texts), 1) for note in placed), default=0)
            floor = middle + half + (3 + height * lines if lines else 0) + 6
            if not self.is_narrow:
                floor = max(floor, middle + (20 if label.statuses else 14))
            bottom = floor + FOOT_HEIGHT * ending.get(number, 0)
            x = self._label_x(row)
            yield Place(row, label, x, top, headings, middle, half, floor, bottom, placed, height)
            top = bottom

    def _label(self, row: Row) -> Label:
        item: Item | None = row.item
        if item is None:
            return Label("program", ("outside any task", "no task"))
        if isinstance(item, Task):
            return Label(times(item.name, item.count), self.captions.status(item))
        return Label(times(item.name, item.count), self.captions.thread_status(item))


def _margin(tree: Tree) -> float:
    """The room that frames need beside what they lie around."""
    depths: list[int] = []
    for each in tree.scopes:
        depths.append(0 if each.parent is None else depths[each.parent] + 1)
    return 3.0 * min(max(depths, default=0), 5)
