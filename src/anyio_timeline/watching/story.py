"""Story: what a run did, as it is told while it happens, in the time of causes.

What the clock says differs from run to run. So a task has a time of its own here, which moves only
as far as what made it run: a sleep moves it by the length that was asked for, a cancellation to the
deadline or to the moment of the call, and what another task did to just after that. A machine that
is late, and the order in which independent tasks happened to run, change nothing.

What nothing is seen to have caused comes after all that may have done it; and what is printed,
whoever prints it, comes in the order in which it's printed.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import takewhile
from math import isfinite
from time import monotonic

from anyio_timeline.model import Moment
from anyio_timeline.watching.blocking import Blocking
from anyio_timeline.watching.cast import (
    LONG,
    START,
    Actor,
    Call,
    Life,
    Line,
    Loop,
    Ring,
    Span,
    after,
    late,
)
from anyio_timeline.watching.forgetting import forget_before
from anyio_timeline.watching.here import Here
from anyio_timeline.watching.scopes import Scopes
from anyio_timeline.watching.threads import Threads
from anyio_timeline.watching.waits import Waiting

_EARLY = 0.002
"""Seconds by which a sleep can seem to end too early, since it's seen from outside."""

_NOTICED = 0.1
"""Seconds to which time is rounded where nothing says how long a wait should be."""

_TURN = 0.0005
"""Seconds that others may take between two steps of a task which still count as one."""

MOST = 20_000
"""How many steps and printed lines a story can have; what comes after isn't taken down."""


class Story:
    """Takes down what tasks, scopes and threads do.

    Args:
        is_measured: Whether to take times from a clock instead.
        adopts: Whether a task that a library made is the program's, once its code runs there.
        most: How many steps and printed lines it can have; None for `MOST`.
        keeps_last: Whether these are the last ones, and up to as many before; else the first.
    """

    def __init__(
        self,
        is_measured: bool = False,
        adopts: bool = False,
        most: int | None = None,
        keeps_last: bool = False,
    ) -> None:
        self.is_measured = is_measured
        self.adopts = adopts
        self._most = most
        self._keeps_last = keeps_last
        self.begin = 0.0
        """The seconds before which not all is known any more."""
        self._next_begin = 0.0
        self._made = 0
        self.lives: list[Life] = []
        self.scopes = Scopes(self)
        self.threads = Threads(self)
        self.prints: list[Line] = []
        self.latest = START
        """The latest moment to which a task, or a sleep of a thread, has really come."""
        self.here = Here()
        self.failure: Exception | None = None
        """What has gone wrong in telling it."""
        self.on_again: list[Callable[[], object]] = []
        """What forgets which tasks it knows when the story begins anew."""
        self.blocking: Blocking | None = None
        """What looks which line keeps an event loop from all else, if anything does."""
        self._began = 0.0
        self._events = 0

    @property
    def is_full(self) -> bool:
        """Whether it has more than a picture can show; what comes now isn't taken down."""
        return self._events > (self._most or MOST)

    def count(self) -> None:
        """Something is taken down. What is long over may go for it."""
        self._events += 1
        if not self._keeps_last or self._events < (self._most or MOST):
            return
        self._events = 0
        now = self.measured() or self.latest
        self.begin, self._next_begin = self._next_begin, now.seconds
        lists = self.lives, self.scopes.rings, self.threads.calls, self.prints
        forget_before(self.begin, *lists)

    @property
    def any_shown(self) -> bool:
        """Whether any of the tasks is the program's own."""
        return any(life.is_shown for life in self.lives)

    @property
    def cause(self) -> Moment | None:
        """The moment just after what happens in this thread now; None if nothing of it is known."""
        if actor := self.here.actor:
            return self.measured() or after(actor.now)
        return self.here.cause

    def spawn(
        self, name: str, line: int | None, owner: Actor | None, group: Ring | None, loop: Loop
    ) -> Life:
        """A task is made."""
        if not self._made:
            self._began = monotonic()
        self.count()
        now = self.measured() if self._made else None
        start, number = now or self.cause or self.latest, self._made
        self._made += 1
        life = Life(name, line, owner, start, start, loop=loop, number=number, group=group)
        self.lives.append(life)
        return life

    def settle(
        self, life: Life, owner: Actor | None, group: Ring | None, is_member: bool = True
    ) -> None:
        """A task gets its place, or another one, as `start()` gives it."""
        life.owner, life.group, life.is_member = owner, group, is_member
        if life.stack:
            life.stack[0].parent = group

    def goes_on(self, life: Life, is_cancelled: bool) -> bool:
        """Whether a task that only gave others a turn goes on as if nothing had been."""
        now = self.measured()
        if not now or is_cancelled or now.seconds - life.waits_since.seconds > _TURN:
            return False
        self.here.loop = life.loop
        life.since = life.loop.clock()
        life.go(now)
        self._run(life)
        return True

    def resume(self, life: Life, cause: Moment | None, is_cancelled: bool) -> None:
        """A task begins to run.

        Args:
            life: The task.
            cause: When it was woken; None if no task and no thread did it.
            is_cancelled: Whether it's woken by a cancellation.
        """
        self.count()
        self.here.loop = loop = life.loop
        waited = life.waiting
        # Trio doesn't wake who waits in start(); whatever is cancelled, a group's end goes on
        starts = waited is not None and waited.label == "start()"
        ends = starts or (is_cancelled and not (waited and waited.kind == "children"))
        by = self.scopes.culprit(life) if ends else None
        now = self.measured()
        due = max(life.now, self._due(life, cause, by))
        if now is None:
            now = max(due, loop.floor)
        elif cause and not by and not (waited and waited.seconds is not None):
            # what woke it was seen, so it waited for its turn since
            due = now if now.seconds - due.seconds < _TURN else due
        elif not loop.floor > due or now.seconds - due.seconds < _EARLY:
            due = now
        if waited:
            self.close(life, waited, due, by)
        if by:
            life.by = by
            for call in life.calls:
                call.is_awaited &= call.line != (waited and waited.line)
        if now.seconds > due.seconds:
            life.spans.append(Span(Waiting("ready", ""), due, now))
        life.waiting = None
        life.since = loop.clock()
        life.go(now)
        self.latest = max(self.latest, now)
        self._run(life)

    def _run(self, life: Life) -> None:
        self.here.actor = life
        if self.blocking:
            life.began = self._began + life.now.seconds
            self.blocking.running[self.here.number] = life, life.began

    def _due(self, life: Life, cause: Moment | None, by: Ring | None) -> Moment:
        """When what a task waited for came."""
        waited = life.waiting
        if by and by.cancelled:
            at, _, canceller, _ = by.cancelled
            is_own = canceller is None or canceller is life
            at = at._replace(step=at.step + (not is_own), turn=0)
            # start() waits until its task has ended
            return max(at, cause) if cause and waited and waited.label == "start()" else at
        if waited and waited.seconds is not None and isfinite(waited.seconds):
            has_passed = life.loop.clock() - life.since >= waited.seconds - _EARLY
            if has_passed:
                return Moment(round(life.now.seconds + waited.seconds, 6))
        if waited and waited.kind == "children":
            return max([cause or START, *(ring.last for ring in life.stack[-1:])])
        if waited is None:
            return life.now
        if cause:
            return cause
        # nothing that can be seen ended it, as a timeout of the backend or the operating system
        if measured := self.measured():
            return measured
        passed = life.loop.clock() - life.since if waited.kind in ("sleep", "task") else 0.0
        now = life.now.seconds + round(passed / _NOTICED) * _NOTICED
        return late(max(life.now, Moment(round(now, 6)), Moment(self.latest.seconds)))

    def close(self, life: Life, waited: Waiting, due: Moment, by: Ring | None) -> None:
        """What a task waited for has come."""
        last = life.spans[-1] if life.spans else None
        # nor has it done anything between
        is_one = waited.kind in ("children", "thread") and not life.waits_since.turn
        if (
            last
            and ((is_one and not last.by) or waited.label == "start()")
            and last.what.is_same(waited)
            and last.end.instant == life.now.instant
        ):
            last.end, last.by = due, last.by or by
            return
        is_part = self.is_measured and last and last.goes_on(waited, life.waits_since)
        if last and is_part and not self._has_printed(life, last.end):
            last.end, last.by = due, by
            return
        if due > life.now or by:
            end = max(due, life.waits_since)
            life.spans.append(Span(waited, life.waits_since, end, by))
            life.turn += 1

    def adopt(self, life: Actor | None, function: str) -> None:
        """A task, perhaps one that a library made, runs a function of the program."""
        if self.adopts and isinstance(life, Life) and not life.is_shown:
            life.is_shown, life.name = True, function or life.name

    def rest(self, life: Life) -> None:
        """A task stops running, and has asked for its next turn."""
        if life.stack:
            self.scopes.leave(life)
        self._pause(life)
        life.waits_since = life.stamp(is_shown=False)
        self.here.actor = None

    def suspend(self, life: Life, waiting: Waiting) -> None:
        """A task stops running, to wait."""
        self.scopes.leave(life)
        if waiting.function:
            self.adopt(life, waiting.function)
        self._pause(life)
        life.waiting, life.waits_since = waiting, life.stamp(is_shown=False)
        self.here.actor = None

    def _pause(self, life: Life) -> None:
        """What a task does is over; where times are measured, that may have held up others."""
        took = life.loop.clock() - life.since
        life.go(self.measured() or life.now)
        if self.is_measured:
            life.loop.work(life.now.seconds - took, life.now.seconds)
        if self.blocking:
            self.blocking.running[self.here.number] = None
            if took > LONG:
                self._block(life)

    def _block(self, life: Life) -> None:
        """What a task did has taken long; where it slept, that is known."""
        last = life.spans[-1] if life.spans else None
        start = Moment(life.began - self._began)
        if last and last.what.kind == "blocked":
            start = max(start, last.end)
        place = self.blocking.line(life) if self.blocking else None
        if place and life.now.seconds - start.seconds > LONG:
            file, line = place
            what = Waiting("blocked", f"{os.path.basename(file)}:{line}", line)  # noqa: PTH119
            life.spans.append(Span(what, start, life.now))

    def finish(self, life: Life, outcome: str, error: str = "") -> None:
        """A task ends: "finished", "cancelled" or "raised"."""
        self.scopes.leave(life)
        self._pause(life)
        if outcome == "finished" and life.handle and life.handle.caught:
            # the program's function was cancelled; only the scope of its handle is round it
            outcome, life.by = "cancelled", life.handle
        life.outcome, life.error = outcome, error
        if outcome != "cancelled":
            life.by = None
        elif life.by is None:
            life.by = self.scopes.culprit(life)
        life.end = life.stamp()
        if life.group and life.is_member:
            if outcome == "raised":
                self.scopes.cancel(life.group, "child", life)
            life.group.last = max(life.group.last, after(life.now))
        if isinstance(life.owner, Call):
            self.threads.wait(life.owner, after(life.now))
        self.here.actor = None

    def call(self, name: str, line: int | None, owner: Life | None) -> Call:
        """A function is called in a worker thread: this one."""
        self.here.actor = call = self.threads.begin(name, line, owner)
        return call

    def sleep(self, seconds: float, line: int | None) -> Span:
        """Whoever runs in this thread calls `time.sleep`."""
        actor = self._actor(is_seen=False)
        what = Waiting("sleep", f"time.sleep({seconds:g})", line)
        if actor is None:
            start = self.here.cause or self.latest
            return Span(what, start, Moment(round(start.seconds + seconds, 6)))
        if isinstance(actor, Life):
            what = Waiting("blocked", what.label, line)
        actor.go(self.measured() or actor.now)
        until = max(actor.now, Moment(round(actor.now.seconds + seconds, 6)))
        slept = Span(what, actor.stamp(), until)
        if not self.is_full:
            actor.spans.append(slept)
            actor.go(slept.end)
        return slept

    def slept(self, span: Span) -> None:
        """That call of `time.sleep` has ended."""
        actor = self.here.actor
        if self.is_full:
            return
        if actor and (now := self.measured()):
            span.end = now
            actor.go(now)
        if isinstance(actor, Life):
            actor.loop.block(span.start, span.end)
        elif isinstance(actor, Call):
            self.threads.slept(actor)
        elif self.here.cause and self.here.loop:
            self.here.loop.block(span.start, span.end)
            self.here.cause = span.end
            if isinstance(self.here.asker, Call):
                self.threads.wait(self.here.asker, span.end)
        if self._made:
            self.latest = max(self.latest, span.end)

    def print(self, line: int | None) -> Line | None:
        """Whoever runs in this thread begins to print a line; None if it isn't taken down."""
        actor = self._actor() or self.here.asker
        if self.is_full or not self._made:
            return None
        self.count()
        if isinstance(actor, Life):
            self.scopes.leave(actor)
            self.adopt(actor, "")
        if actor:
            actor.go(self.measured() or actor.now)
            last = self.prints[-1] if self.prints else None
            if last and last.covers(actor) and not self.is_measured:
                actor.go(after(last.at))
            at = actor.stamp()
        else:
            at = self.measured() or max([self.latest, *(each.at for each in self.prints[-1:])])
            self.latest = after(at)  # before what the program does next
        printed = Line(at, actor, "", line)
        self.prints.append(printed)
        return printed

    def _has_printed(self, life: Life, since: Moment) -> bool:
        """Whether a task has printed since a moment, where times are measured."""
        recent = takewhile(lambda line: line.at.seconds >= since.seconds, reversed(self.prints))
        return any(line.actor is life for line in recent)

    def _actor(self, is_seen: bool = True) -> Actor | None:
        """Who runs in this thread; a call as late as what it let the event loop do."""
        actor = self.here.actor
        if isinstance(actor, Call):
            self.threads.act(actor, is_seen)
        return actor

    def end(self) -> None:
        """The program has ended, or the story; what still waits does so until then."""
        now = None if self.is_full else self.measured()
        last = now or self.latest
        for life in self.lives:
            if life.outcome == "unfinished" and life.waiting:
                life.spans.append(Span(life.waiting, life.waits_since, last))
                life.waiting = None
                life.go(max(life.now, last))
        if self.is_measured:
            self.threads.end(last)

    def fail(self, error: Exception) -> None:
        """What tells the story has failed: it ends here, and the program goes on.

        Raises:
            Exception: that error, if the story is one of an example, which must be whole.
        """
        if not self.adopts:
            raise error
        self.failure = self.failure or error
        self._events, self._keeps_last = (self._most or MOST) + 1, False

    def again(self) -> None:
        """Begin anew: what was taken down is over, and what goes on begins now."""
        self._clear()
        self._events = self._made = 0
        self.begin = self._next_begin = 0.0
        self.latest = START
        for forget in self.on_again:
            forget()

    def _clear(self) -> None:
        for each in (self.lives, self.scopes.rings, self.threads.calls, self.prints):
            each.clear()
        self.here.actor = None

    def forget(self) -> None:
        """Let go of all that was taken down, and of what it refers to."""
        self._clear()
        self._events, self._keeps_last = (self._most or MOST) + 1, False

    def measured(self) -> Moment | None:
        """What the clock says, if it counts."""
        if not self.is_measured:
            return None
        return Moment(round(monotonic() - self._began, 6))
