"""Cast: who takes part in a story, as it's known while it's told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import inf
from typing import Any

from anyio_by_example.timeline.model import Moment
from anyio_by_example.timeline.watching.waits import Waiting

START = Moment(0.0)


@dataclass(eq=False)
class Span:
    """A wait that is over, or part of a life that was one."""

    what: Waiting
    start: Moment
    end: Moment
    by: Ring | None = None


@dataclass(eq=False)
class Actor:
    """What can do something: a task, or a call in a thread."""

    name: str
    line: int | None
    owner: Actor | None
    now: Moment
    start: Moment
    end: Moment | None = None
    turn: int = 0
    """How much of what is shown it has done at this moment."""
    is_shown: bool = True
    spans: list[Span] = field(default_factory=list)

    def stamp(self, is_shown: bool = True) -> Moment:
        """When something that it does happens, after what it has done before."""
        stamp = self.now._replace(turn=self.turn)
        self.turn += is_shown
        return stamp

    def go(self, now: Moment) -> None:
        """It's later now."""
        if now != self.now:
            self.now, self.turn = now, 0


@dataclass(eq=False)
class Call(Actor):
    """A call in a worker thread."""

    is_awaited: bool = True
    asked_at: int | None = None
    """The line that asked an event loop for something last."""


@dataclass(eq=False)
class Line:
    """A printed line; one that isn't whole yet may grow."""

    at: Moment
    actor: Actor | None
    text: str
    line: int | None


@dataclass(eq=False)
class Loop:
    """One event loop: its clock, and when a task last blocked it."""

    clock: Callable[[], float]
    floor: Moment = START


@dataclass(eq=False)
class Life(Actor):
    """A task."""

    loop: Loop = field(kw_only=True)
    group: Ring | None = None
    """The innermost scope that it's in by birth."""
    is_member: bool = False
    """Whether that is a task group which it belongs to: not before `started()` is called."""
    stack: list[Ring] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    waiting: Waiting | None = None
    since: float = 0.0
    waits_since: Moment = START
    outcome: str = "unfinished"
    error: str = ""
    by: Ring | None = None
    handle: Ring | None = None
    """The scope of its task handle."""

    @property
    def inner(self) -> Ring | None:
        """The innermost scope or group that it's in."""
        return self.stack[-1] if self.stack else self.group

    def around(self) -> Iterator[Ring]:
        """The scopes whose cancellation reaches it, from the innermost on."""
        if self.inner:
            yield self.inner
            yield from self.inner.outside()


@dataclass(eq=False)
class Ring:
    """A cancel scope or a task group round a part of a task."""

    label: str
    line: int | None
    is_group: bool
    is_left: Callable[[Any], bool]
    """Says of an entered scope whether it has been left."""
    scope: Any = None
    """The backend's own cancel scope, from when it's entered until it's left."""
    deadline: float | None = None
    """In seconds of the story."""
    alarm: float = inf
    """The same on the clock of the event loop."""
    is_shown: bool = True
    task: Life | None = None
    parent: Ring | None = None
    start: Moment = START
    end: Moment | None = None
    last: Moment = START
    """When the last task of the group so far ended."""
    cancelled: tuple[Moment, str, Actor | None, int | None] | None = None
    caught: bool = False

    is_shielded: bool = False

    def outside(self) -> Iterator[Ring]:
        """The scopes round it whose cancellation reaches it."""
        ring = self
        while ring.parent and not (ring.scope and ring.scope.shield):
            ring = ring.parent
            yield ring
