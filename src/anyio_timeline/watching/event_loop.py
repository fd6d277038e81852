"""Event loop: its clock, and when tasks blocked it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from anyio_timeline.model import Moment

START = Moment(0.0)

LONG = 0.02
"""Seconds of work, of one task or of some in a row, which hold up others."""

_IDLE = 0.001
"""Seconds between two tasks in which an event loop had nothing to do."""


@dataclass(eq=False)
class Loop:
    """One event loop: its clock, and when tasks blocked it."""

    clock: Callable[[], float]
    anchor: tuple[float, Moment] | None = None
    """When a step of a task began last, on its clock and in the story."""
    floor: Moment = START
    """When a task that blocked it last went on."""
    blocks: list[tuple[float, float]] = field(default_factory=list)
    """From when to when it was blocked, and could see no deadline pass."""
    worked: tuple[float, float] = (0.0, 0.0)
    """From when to when tasks ran last, one right after the other."""
    held: tuple[float, float] = (0.0, 0.0)
    """From when to when one task, or something unknown, kept it for long last."""
    is_same_round: bool = False
    """Whether it has looked at no deadline since it was blocked."""

    def block(self, start: Moment, end: Moment) -> None:
        """A task has blocked it."""
        began = start.seconds
        if self.is_same_round and self.blocks[-1][1] == began:
            began, _ = self.blocks.pop()
        self.blocks.append((began, end.seconds))
        self.is_same_round = True
        self.floor = max(self.floor, end)

    def work(self, start: float, end: float) -> None:
        """A task has run; with those that ran right before it, it may have held up others."""
        if start - self.worked[1] > LONG:
            self.held = self.worked[1], start
        if end - start > LONG:
            self.held = start, end
        began = start if start - self.worked[1] > _IDLE else self.worked[0]
        self.worked = began, end
        if end - began > LONG:
            if self.blocks and self.blocks[-1][0] == began:
                self.blocks.pop()
            self.blocks.append((began, end))
            self.floor = max(self.floor, Moment(end))

    def is_held(self, since: float, now: float) -> bool:
        """Whether a task couldn't go on since a time because of one other, not of many in turn."""
        start, end = self.held
        by_known, by_unknown = end - max(start, since), now - max(self.worked[1], since)
        return max(by_known, by_unknown) > LONG / 2

    def sees(self, seconds: float) -> float:
        """When it could act on what came at a time: not while a task blocked it."""
        return next((end for start, end in self.blocks if start < seconds < end), seconds)
