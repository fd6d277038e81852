"""Framing: where the frame of each scope and group lies from left to right, and its heading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from anyio_timeline.model import Moment, Scope
from anyio_timeline.picture.captions import Captions
from anyio_timeline.picture.lettering import SCOPE, WHY
from anyio_timeline.picture.tree import Rows

DIAMOND = 4.5
"""Half the width of the mark of a deadline."""

_APART = 3
_LEAST_LIFE = 6
_SIDE = 5
_LEVELS_FOR_TEXT = 3
_LEAST_LABEL = 6


@dataclass
class Frame:
    """A frame round the rows of what a scope, or a task group, contains.

    Args:
        rows: The rows, and the scope.
        left: Its left edge.
        right: Its right edge.
        deadline: Where its deadline lies, if that has a mark; else None.
        level: How many headings of other frames its own lies below, in the row of its task.
        inner: How many frames inside it end in the same row.
        label_x: Where its heading begins.
        label: What it says.
        why: Why it was cancelled; empty if it wasn't, or where there's no room.
    """

    rows: Rows
    left: float
    right: float
    deadline: float | None
    level: int = 0
    inner: int = 0
    label_x: float = 0
    label: str = ""
    why: str = ""

    @property
    def scope(self) -> Scope:
        """Whose frame it is."""
        return self.rows.scope

    @property
    def is_late(self) -> bool:
        """Whether its deadline lies behind it, so that it wasn't reached."""
        return self.deadline is not None and self.deadline > self.right + DIAMOND

    @property
    def deadline_room(self) -> float:
        """The room that such a deadline takes behind it."""
        return (self.deadline or self.right) + DIAMOND - self.right


@dataclass
class _Track:
    """What is taken on one level of headings."""

    spans: list[tuple[float, float]] = field(default_factory=list)

    def is_free(self, left: float, right: float) -> bool:
        return all(right <= start or end <= left for start, end in self.spans)

    def room(self, x: float, right: float) -> float:
        """How far it's free from a place on."""
        return min((start - _SIDE for start, _ in self.spans if start > x), default=right) - x


class Framing:
    """Finds the place of each frame.

    Args:
        scopes: The rows of each scope, and of each group.
        captions: What a drawing says about them.
        x: Where a moment lies.
        deadlines: When the deadline of each came, by its key; None if it didn't.
        left: The left edge of what is drawn.
        right: The right edge.
    """

    def __init__(
        self,
        scopes: Sequence[Rows],
        captions: Captions,
        x: Callable[[Moment], float],
        deadlines: Callable[[Scope], Moment | None],
        left: float,
        right: float,
    ) -> None:
        self._captions = captions
        self._left, self._right = left, right
        self._tracks: dict[tuple[int, int], _Track] = defaultdict(_Track)
        self.frames: list[Frame] = []
        for rows in scopes:
            came = deadlines(rows.scope)
            start = x(rows.scope.start)
            end = max(x(rows.scope.end), start + _LEAST_LIFE)
            self.frames.append(Frame(rows, start, end, x(came) if came else None))
        for frame in reversed(self.frames):
            self._surround(frame)
        for frame in self.frames:
            self._place(frame)
        for frame in self.frames:
            self._write(frame)

    def _surround(self, inner: Frame) -> None:
        """Have the frame around another one lie around it."""
        if inner.rows.parent is None:
            return
        outer = self.frames[inner.rows.parent]
        outer.left = max(min(outer.left, inner.left - _APART), 1)
        outer.right = min(max(outer.right, inner.right + _APART), self._right)
        if inner.rows.last == outer.rows.last:
            outer.inner = max(outer.inner, inner.inner + 1)

    def _place(self, frame: Frame) -> None:
        """Find a level on which there's room for it and, if possible, for its heading."""
        around = None if frame.rows.parent is None else self.frames[frame.rows.parent]
        is_nested = around is not None and around.rows.first == frame.rows.first
        base = around.level + 1 if around and is_nested else 0
        whys = self._captions.why(frame.scope)
        width = SCOPE.width(frame.scope.label) + (_SIDE + WHY.width(whys[-1]) if whys else 0)
        inside = frame.left + _SIDE
        label_x = max(min(inside, self._right - width), self._left)
        with_text = min(frame.left, label_x), max(frame.right, label_x + width + _SIDE)
        bare = frame.left, frame.right
        wanted = [(base + n, with_text, label_x) for n in range(_LEVELS_FOR_TEXT)]
        wanted += [(base + n, bare, inside) for n in range(len(self.frames))]
        for level, span, x in wanted:
            track = self._tracks[frame.rows.first, level]
            if track.is_free(*span):
                frame.level, frame.label_x = level, x
                track.spans.append(span)
                return

    def _write(self, frame: Frame) -> None:
        """Write as much of a heading as there's room for, now that all frames have their place."""
        track = self._tracks[frame.rows.first, frame.level]
        room = track.room(frame.label_x, self._right)
        frame.label = SCOPE.clip(frame.scope.label, room, _LEAST_LABEL)
        rest = room - SCOPE.width(frame.label) - _SIDE
        inside = frame.right - frame.label_x - SCOPE.width(frame.label) - 2 * _SIDE
        whys = self._captions.why(frame.scope) if frame.label == frame.scope.label else ()
        within = (why for why in whys if WHY.width(why) <= min(inside, rest))
        beyond = (why for why in whys[-1:] if WHY.width(why) <= rest)
        frame.why = next(within, "") or next(beyond, "")
        if frame.is_late and track.room(frame.right - 1, self._right) < frame.deadline_room:
            frame.deadline = None  # what comes after it lies there


def levels(frames: Iterable[Frame]) -> dict[int, int]:
    """How many levels of headings each row has, by its number."""
    found: dict[int, int] = {}
    for frame in frames:
        found[frame.rows.first] = max(frame.level + 1, found.get(frame.rows.first, 0))
    return found


def ends(frames: Iterable[Frame]) -> dict[int, int]:
    """How many frames end below each other in each row, by its number."""
    found: dict[int, int] = {}
    for frame in frames:
        found[frame.rows.last] = max(frame.inner + 1, found.get(frame.rows.last, 0))
    return found
