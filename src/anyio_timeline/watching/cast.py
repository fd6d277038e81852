"""Cast: who takes part in a story, as it's known while it's told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field
from math import inf
from typing import Any
from weakref import ref

from anyio_timeline.model import Moment
from anyio_timeline.watching.event_loop import START, Loop
from anyio_timeline.watching.waits import Waiting

_BRIEF = 0.005
"""Seconds that a task may run within a library's call, so that all of that counts as one wait."""

NOTICED = 0.1
"""Seconds to which time is rounded where nothing says how long a wait should be."""

_LATE = 100_000
"""Steps of an instant, more than a story can have, after which comes what nothing explains."""


def after(at: Moment) -> Moment:
    """One step later."""
    return Moment(at.seconds, at.step + 1)


def late(at: Moment) -> Moment:
    """Later in the same instant, after all that may be the cause of what nothing explains.

    That is more than what is seen to have happened so far: who is first in an instant may differ
    from run to run.
    """
    return Moment(at.seconds, (at.step // _LATE + 1) * _LATE)


@dataclass(eq=False, slots=True)
class Span:
    """A wait that is over, or part of a life that was one."""

    what: Waiting
    start: Moment
    end: Moment
    by: Ring | None = None

    def goes_on(self, waited: Waiting, since: Moment) -> bool:
        """Whether another wait is a part of the same call, and begins right after it."""
        is_next = since.seconds - self.end.seconds < _BRIEF and not self.by
        return is_next and bool(waited.call) and waited.is_same(self.what)


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
    called: tuple[str, tuple[str, ...]] = "", ()
    """The name of the function that it runs, and its arguments, as far as they're short to say."""

    @property
    def arguments(self) -> tuple[str, ...]:
        """Its arguments, if it's named after the function that it runs."""
        function, arguments = self.called
        return arguments if self.name == function else ()

    @property
    def path(self) -> tuple[int, ...]:
        """The place of its task among all tasks that are shown, each before those that it owns."""
        numbers: list[int] = []
        actor: Actor | None = self
        while actor:
            if isinstance(actor, Life) and actor.is_shown:
                numbers.append(actor.number)
            actor = actor.owner
        return tuple(reversed(numbers))

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it stands in a list of what happens at one moment: threads come after tasks."""
        return 0, self.path

    def stamp(self, is_shown: bool = True) -> Moment:
        """When something that it does happens, after what it has done before."""
        now, turn = self.now, self.turn
        if is_shown:
            self.turn += 1
        return now if now.turn == turn else Moment(now.seconds, now.step, turn)

    def go(self, now: Moment) -> None:
        """It's later now."""
        if now != self.now:
            self.now, self.turn = now, 0


@dataclass(eq=False)
class Call(Actor):
    """A call in a worker thread, or what another thread runs."""

    is_worker: bool = True
    """Whether the thread runs other calls, too."""
    tells_end: bool = False
    """Whether it says when it's over."""
    is_awaited: bool = True
    """Whether the task that asked for it does nothing else meanwhile but what it asks for."""
    asks: Span | None = None
    """How it waits for what it asked an event loop for last."""
    is_on_time: bool = False
    """Whether its time is that of what it does; not before it has slept, or done something."""
    since: float = 0.0
    """When it last did something, on the clock."""

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it stands in a list of what happens at one moment."""
        return 1, self.start, self.path


@dataclass(eq=False)
class Line:
    """A printed line; one that isn't whole yet may grow."""

    at: Moment
    actor: Actor | None
    text: str
    line: int | None

    def covers(self, actor: Actor) -> bool:
        """Whether what another one prints now would stand before it in a list of both.

        A task that's at another time has asked for that; if it comes late, the machine does.
        """
        place = self.actor.place if self.actor else (2,)
        is_later = (self.at.instant, place) >= (actor.now.instant, actor.place)
        is_near = isinstance(actor, Call) or self.at.seconds == actor.now.seconds
        return is_later and is_near and self.actor is not actor


@dataclass(eq=False)
class Life(Actor):
    """A task."""

    loop: Loop = field(kw_only=True)
    number: int = field(kw_only=True)
    """How many tasks were made before it."""
    group: Ring | None = None
    """The innermost scope that it's in by birth."""
    is_member: bool = False
    """Whether that is a task group which it belongs to: not before `started()` is called."""
    stack: list[Ring] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    waiting: Waiting | None = None
    since: float = 0.0
    stepped: Moment = START
    """When its step began."""
    waits_since: Moment = START
    cause: Moment | None = None
    """What woke it, where that's known before it runs."""
    began: float = 0.0
    """When it began to run, on the clock."""
    yields: bool = False
    """Whether it only waits for its turn, which it has asked for itself."""
    outcome: str = "unfinished"
    error: str = ""
    cancelled_by: list[Ring] = field(default_factory=list)
    """What has cancelled it and hasn't ended that, the latest last."""
    handle: Ring | None = None
    """The scope of its task handle."""
    caller: Call | None = None
    """The thread that waits for its result, as in `portal.call()`."""
    promise: ref[Future[Any]] | None = None
    """What a thread gets of it, which knows how it ends; its task doesn't."""
    is_cut: bool = False
    """Whether the scope that a library put round it has ended its cancellation."""
    runs_tests: bool = False
    """Whether a plugin of pytest runs tests in it, and reports itself what comes of them."""
    is_unnamed: bool = False
    """Whether it has a library's name, though it runs code of the program."""
    spent: list[Ring] = field(default_factory=list)
    """Scopes of asyncio's that have cancelled it, and don't do so again."""
    asked: int = 0
    """How often it has been asked to end, as it knows itself since Python 3.11."""

    @property
    def came_to(self) -> tuple[str, str]:
        """How it ended that raised nothing itself, and which error a thread gets of it."""
        future = self.promise() if self.promise else None
        if self.promise and future is None and self.is_cut:
            return "cancelled", ""  # nobody wanted to know
        if future is None or not future.done():
            return "finished", ""
        if future.cancelled():
            return ("cancelled" if self.is_cut else "finished"), ""
        error = future.exception()
        return ("raised", type(error).__name__) if error else ("finished", "")

    @property
    def by(self) -> Ring | None:
        """What has cancelled it."""
        return self.cancelled_by[-1] if self.cancelled_by else None

    @by.setter
    def by(self, ring: Ring) -> None:
        self.uncancel(ring)
        self.cancelled_by.append(ring)

    def uncancel(self, ring: Ring) -> None:
        """That one has ended its cancellation, and what has cancelled it before counts again."""
        if ring in self.cancelled_by:
            self.cancelled_by.remove(ring)

    @property
    def untold(self) -> float:
        """Seconds since its step began that it hasn't told of."""
        return self.loop.clock() - self.since - (self.now.seconds - self.stepped.seconds)

    @property
    def by_clock(self) -> Moment:
        """When it is for it, where nothing says how long its wait should be."""
        seconds = self.now.seconds + round(self.untold / NOTICED) * NOTICED
        return max(self.now, Moment(round(seconds, 6)))

    @property
    def asked_at(self) -> int | None:
        """The line at which a thread asks it to run something, as on Trio."""
        asks = (call.asks for call in self.calls if call.asks)
        return next((ask.what.line for ask in asks), None)

    @property
    def inner(self) -> Ring | None:
        """The innermost scope or group that it's in."""
        return self.stack[-1] if self.stack else self.group

    @property
    def inner_group(self) -> Ring | None:
        """The innermost group that it has opened."""
        return next((ring for ring in reversed(self.stack) if ring.is_group), None)

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
    is_of_asyncio: bool = False
    """Whether what it cancels is told so once, as asyncio does, and not at each wait."""
    set_at: Moment = START
    """When its deadline was set last."""
    task: Life | None = None
    parent: Ring | None = None
    made: float = 0.0
    """Seconds of the story, where times are measured."""
    start: Moment = START
    end: Moment | None = None
    last: Moment = START
    """When the last task of the group so far ended."""
    cancelled: tuple[Moment, str, Actor | None, int | None] | None = None
    caught: bool = False

    is_shielded: bool = False

    def outside(self) -> Iterator[Ring]:
        """The scopes round it whose cancellation reaches it; asyncio's know no shields."""
        ring: Ring = self
        shielded: list[Life | None] = []
        while ring.parent:
            if ring.scope and ring.scope.shield:
                shielded.append(ring.task)
            ring = ring.parent
            if all(ring.pierces(life) for life in shielded):
                yield ring

    def pierces(self, life: Life | None) -> bool:
        """Whether it cancels a task itself, as asyncio does, whatever shields are in that."""
        is_direct = life is self.task or (self.is_group and life and life.group is self)
        return self.is_of_asyncio and bool(is_direct)
