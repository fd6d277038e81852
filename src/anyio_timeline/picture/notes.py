"""Notes: where the text of each printed line stands below the bar of its task."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from anyio_timeline.model import Moment, Print
from anyio_timeline.picture.captions import times
from anyio_timeline.picture.lettering import OUTPUT

_MOST_LINES = 6
_MOST_DOTS = 5
_DOT = 4
_SIDE = 7
_APART = 5
_LEAST_TEXT = 6
_MORE = OUTPUT.width("+9999 more") + _SIDE + _APART


@dataclass(frozen=True)
class Note:
    """A dot for a printed line, with its text on one side.

    Args:
        number: The number of the printed line in the timeline.
        line: The printed line.
        x: Where the dot lies.
        level: Which line of text below the bar it's on.
        texts: What is written beside it, on this line of text and on the next one; empty if there's
            no room.
        is_left: Whether the text is on the left of the dot.
    """

    number: int
    line: Print
    x: float
    level: int
    texts: tuple[str, ...]
    is_left: bool

    @property
    def text_x(self) -> float:
        """Where the text begins or, on the left of the dot, ends."""
        return self.x - _SIDE if self.is_left else self.x + _SIDE

    @property
    def is_whole(self) -> bool:
        """Whether all of the printed line is written."""
        return " ".join(self.texts) == times(self.line.text, self.line.count)


def place(
    prints: Sequence[tuple[int, Print]], x: Callable[[Moment], float], left: float, right: float
) -> tuple[Note, ...]:
    """Find room for printed lines between two edges.

    A text is whole, if need be on two lines, as long as there's room for it. What finds none at all
    is counted on the last line, so that a bar is never far from the next one.
    """
    for levels, may_wrap in ((_MOST_LINES, True), (_MOST_LINES, False), (_MOST_LINES - 1, False)):
        packing = _Packing(levels, left, right, may_wrap)
        unplaced = []
        for number, line in prints:
            at = max(x(line.at), left + 1)
            if not packing.add(number, line, at):
                unplaced.append((number, line, at))
        if not unplaced:
            break
    packing.count(unplaced)
    return tuple(sorted(packing.notes, key=lambda note: note.number))


def dots(
    prints: Sequence[tuple[int, Print]], x: Callable[[Moment], float], left: float, right: float
) -> tuple[Note, ...]:
    """Put a dot for each printed line, without its text, below those that lie there already."""
    placed: list[Note] = []
    for number, line in prints:
        at = min(max(x(line.at), left + 1), right)
        near = {note.level for note in placed if abs(note.x - at) < 2 * _DOT}
        level = next(n for n in range(len(near) + 1) if n not in near)
        placed.append(Note(number, line, at, min(level, _MOST_DOTS - 1), (), is_left=False))
    return tuple(placed)


class _Packing:
    def __init__(self, levels: int, left: float, right: float, may_wrap: bool) -> None:
        self.notes: list[Note] = []
        self._left, self._right = left, right
        self._may_wrap = may_wrap
        self._taken: list[list[tuple[float, float]]] = [[] for _ in range(levels)]

    def add(self, number: int, line: Print, x: float) -> bool:
        """Place a line if there's room for some of its text."""
        text = times(line.text, line.count)
        for way in (self._whole, self._wrapped, self._clipped):
            for level in range(len(self._taken)):
                for texts, is_left in way(text, level, x):
                    self._put(Note(number, line, x, level, texts, is_left))
                    return True
        return False

    def _whole(self, text: str, level: int, x: float) -> Iterator[tuple[tuple[str, ...], bool]]:
        width = OUTPUT.width(text)
        before, after = self._room(level, x)
        if width <= after or width <= before:
            yield (text,), width > after

    def _wrapped(self, text: str, level: int, x: float) -> Iterator[tuple[tuple[str, ...], bool]]:
        # whatever stood beside the second line would seem to go on with it
        if not self._may_wrap or any(self._taken[level + 1 :]) or level + 1 == len(self._taken):
            return
        before, after = self._room(level, x)
        words = text.split(" ")
        breaks = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]
        for is_left, room in sorted(((False, after), (True, before)), key=lambda side: -side[1]):
            # as much as there's room for on the first line
            for texts in reversed(breaks):
                if all(text.strip() and OUTPUT.width(text) <= room for text in texts):
                    yield texts, is_left

    def _clipped(self, text: str, level: int, x: float) -> Iterator[tuple[tuple[str, ...], bool]]:
        before, after = self._room(level, x)
        least = min(_LEAST_TEXT, len(text))
        if shown := OUTPUT.clip(text, max(before, after), least):
            yield (shown,), before > after

    def _room(self, level: int, x: float) -> tuple[float, float]:
        """How much room a text has on the left and on the right of a dot."""
        taken = self._taken[level]
        if any(start < x + _DOT and x - _DOT < end for start, end in taken):
            return -1, -1
        before = max((end for _, end in taken if end <= x), default=self._left)
        after = min((start for start, _ in taken if start >= x), default=self._right)
        return x - before - _SIDE, after - x - _SIDE

    def count(self, unplaced: Sequence[tuple[int, Print, float]]) -> None:
        """Say on one more line how many were left over, where they were printed."""
        heaps: list[list[tuple[int, Print, float]]] = []
        for each in sorted(unplaced, key=lambda each: each[2]):
            if heaps and each[2] - heaps[-1][-1][2] < 2 * _MORE:
                heaps[-1].append(each)
            else:
                heaps.append([each])
        for heap in heaps:
            self._heap(heap)

    def _heap(self, heap: Sequence[tuple[int, Print, float]]) -> None:
        first, last = heap[0][2], heap[-1][2]
        fits_after, fits_before = last + _MORE <= self._right, first - _MORE >= self._left
        labelled = 0 if fits_before and not fits_after else len(heap) - 1
        level = len(self._taken)
        for n, (number, line, x) in enumerate(heap):
            # with no room on either side, all share the dot of the first one
            at = x if fits_after or fits_before else first
            texts = (f"+{len(heap)} more",) if n == labelled else ()
            self.notes.append(Note(number, line, at, level, texts, fits_before and not fits_after))

    def _put(self, note: Note) -> None:
        width = _SIDE + OUTPUT.width(note.texts[0]) + _APART if note.texts[0] else _DOT
        reach = (-width, _DOT) if note.is_left else (-_DOT, width)
        self._taken[note.level].append((note.x + reach[0], note.x + reach[1]))
        if note.texts[1:]:
            self._taken[note.level + 1].append((self._left, self._right))
        self.notes.append(note)
