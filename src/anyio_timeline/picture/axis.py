"""Axis: where a moment lies in a drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise

from anyio_timeline.model import Moment, Scope, Task, Thread, Timeline
from anyio_timeline.picture.lettering import AXIS

_LONE_STEP = 44
_LEAST_STEP = 3
_LEAST_GAP = 26
_SHARE_OF_STEPS = 0.6
_TO_SCALE = 1.1


def in_words(seconds: float) -> str:
    """A time as a reader writes it: `0.25 s`, `90 s`, `1 h`."""
    if seconds >= 3600 and seconds % 3600 == 0:
        return f"{seconds / 3600:.0f} h"
    digits = 3 if seconds == 0 or seconds >= 0.01 else 6
    return f"{seconds:.{digits}f}".rstrip("0").rstrip(".") + " s"


def deadline_of(scope: Scope, end: Moment) -> Moment | None:
    """When a scope's deadline came, or None if the program ended before that or there was none."""
    hit = scope.cancelled.at if scope.cancelled and scope.cancelled.why == "deadline" else None
    if scope.deadline is None or (hit is None and scope.deadline > end.seconds):
        return hit
    came = max(Moment(scope.deadline), scope.start)
    return min(came, hit) if hit else came


def visible_moments(timeline: Timeline) -> Iterator[Moment]:
    """All moments at which a drawing shows something, in no order."""
    actors: tuple[Task | Thread, ...] = (*timeline.tasks, *timeline.threads)
    for each in actors:
        yield from (each.start, each.end)
        for wait in each.waits:
            yield from (wait.start, wait.end)
    for scope in timeline.scopes:
        yield from (scope.start, scope.end)
        if scope.cancelled:
            yield scope.cancelled.at
        if deadline := deadline_of(scope, timeline.end):
            yield deadline
    for line in timeline.prints:
        yield line.at


@dataclass(frozen=True)
class Instant:
    """All moments of the same second.

    Args:
        seconds: Which second.
        left: Where its first moment lies.
        right: Where its last moment lies.
    """

    seconds: float
    left: float
    right: float


@dataclass(frozen=True)
class Tick:
    """A label of the axis.

    Args:
        x: Where its instant begins.
        left: Where its text begins.
        text: The text.
    """

    x: float
    left: float
    text: str


class Axis:
    """The moments of a timeline, from left to right.

    What happens at the same second has one cause after the other and takes no time, so it's drawn
    in small steps of equal width. The rest of the room is shared by the times between, in
    proportion to their lengths, as far as none gets too narrow to see: one that would is wider.

    Args:
        moments: All that will be asked for.
        left: Where the first one lies.
        right: Where the last one lies, at most.
        step: The width of a step where there's room for all.
    """

    def __init__(
        self, moments: Iterable[Moment], left: float, right: float, step: float = 14
    ) -> None:
        ordered = sorted({_key(moment) for moment in moments} or {Moment(0)})
        groups = [list(group) for _, group in groupby(ordered, lambda moment: moment.seconds)]
        room = right - left
        steps = len(ordered) - len(groups)
        step = _step(step, steps, len(groups) - 1, room)
        lengths = [later[0].seconds - earlier[0].seconds for earlier, later in pairwise(groups)]
        gaps = _shares(lengths, room - steps * step)
        self._places: dict[Moment, float] = {}
        instants = []
        scale = min((gap / length for gap, length in zip(gaps, lengths, strict=True)), default=0)
        wider = []
        x = left
        for group, gap, length in zip(groups, [*gaps, 0.0], [*lengths, 0.0], strict=True):
            end = x + step * (len(group) - 1)
            self._places.update((moment, x + step * n) for n, moment in enumerate(group))
            instants.append(Instant(group[0].seconds, x, end))
            x = end + gap
            if gap > _TO_SCALE * scale * length:
                wider.append((end, x))
        self.instants = tuple(instants)
        self.wider = tuple(wider)
        """From where to where it isn't to scale, but wider."""

    def x(self, moment: Moment) -> float:
        """Where a moment lies."""
        return self._places[_key(moment)]

    def ticks(self, left: float, right: float) -> tuple[Tick, ...]:
        """The labels that have room between two edges, from left to right.

        The first and the last instant come before those between.
        """
        first, *between = self.instants
        placed: list[Tick] = []
        for instant in (first, *between[-1:], *between[:-1]):
            text = in_words(instant.seconds)
            width = AXIS.width(text)
            tick = Tick(instant.left, min(max(instant.left - width / 2, left), right - width), text)
            others = ((other.left, other.left + AXIS.width(other.text)) for other in placed)
            if all(end + 8 <= tick.left or tick.left + width + 8 <= start for start, end in others):
                placed.append(tick)
        return tuple(sorted(placed, key=lambda tick: tick.x))


def _key(moment: Moment) -> Moment:
    # sums of seconds that are equal on paper differ in their last digits
    return Moment(round(moment.seconds, 6), moment.step)


def _step(most: float, steps: int, gaps: int, room: float) -> float:
    if not steps:
        return 0
    if not gaps:
        return min(_LONE_STEP, room / steps)
    wanted = min(most, max(_LEAST_STEP, _SHARE_OF_STEPS * room / steps))
    return min(wanted, 0.9 * room / steps)


def _shares(lengths: list[float], room: float) -> list[float]:
    """Share room in proportion to lengths, none of them getting less than the least."""
    least = min(_LEAST_GAP, 0.6 * room / max(len(lengths), 1))
    raised: set[int] = set()
    while True:
        rest = room - least * len(raised)
        total = sum(length for n, length in enumerate(lengths) if n not in raised)
        shares = [
            least if n in raised else rest * length / total for n, length in enumerate(lengths)
        ]
        too_narrow = {n for n, share in enumerate(shares) if share < least} - raised
        if not too_narrow:
            return shares
        raised |= too_narrow
