"""Story: what a run did, as it is told while it happens, in the time of causes.

What the clock says differs from run to run. So a task has a time of its own here, which moves only
as far as what made it run: a sleep moves it by the length that was asked for, a cancellation to the
deadline or to the moment of the call, and what another task did to just after that. A machine that
is late, and the order in which independent tasks happened to run, change nothing.

What nothing is seen to have caused comes after all that may have done it; and what is printed,
whoever prints it, comes in the order in which it's printed.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import takewhile
from time import monotonic

from anyio_timeline.model import Moment
from anyio_timeline.watching.blocking import Blocking
from anyio_timeline.watching.cast import NOTICED, Actor, Call, Life, Line, Ring, Span, after, late
from anyio_timeline.watching.event_loop import LONG, START, Loop
from anyio_timeline.watching.forgetting import forget_before
from anyio_timeline.watching.here import Here
from anyio_timeline.watching.scopes import Scopes
from anyio_timeline.watching.threads import Threads
from anyio_timeline.watching.turns import Turns
from anyio_timeline.watching.waits import Waiting

_PORTAL_CALL = "from_thread.call()"
"""What a thread calls that has a task of a portal made, and waits for its result."""

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
        self.turns = Turns(self)
        self.prints: list[Line] = []
        self.latest = START
        """The latest moment to which a task, or a sleep of a thread, has really come."""
        self.timer: Callable[[], Moment | None] = lambda: None
        """Says when a timer was to ring that runs in this thread."""
        self.in_loop: list[Callable[[], bool]] = []
        """Each says whether an event loop of its kind runs in this thread."""
        self.here = Here(self.in_loop)
        self.failure: Exception | None = None
        """What has gone wrong in telling it."""
        self.on_again: list[Callable[[], object]] = []
        """What forgets which tasks it knows when the story begins anew."""
        self.blocking: Blocking | None = None
        """What looks which line keeps an event loop from all else, if anything does."""
        self.began = 0.0
        """When the first task was made, on the clock."""
        self._events = 0
        self.is_part = False
        """Whether it has begun anew, and tells only of a part of what the program does."""

    @property
    def is_full(self) -> bool:
        """Whether it has more than a picture can show; what comes now isn't taken down."""
        return self._events > (self._most or MOST)

    def count(self) -> None:
        """Something is taken down. What is long over may go for it."""
        self._events += 1
        if not self._keeps_last or self._events < (self._most or MOST):
            if self._events == (self._most or MOST) + 1:
                self._close()
            return
        self._events = 0
        now = self.measured() or self.latest
        self.begin, self._next_begin = self._next_begin, now.seconds
        lists = self.lives, self.scopes.rings, self.threads.calls, self.prints
        forget_before(self.begin, *lists)

    @property
    def has_begun(self) -> bool:
        """Whether an event loop has run, and made a task."""
        return self._made > 0

    @property
    def any_shown(self) -> bool:
        """Whether any of the tasks is the program's own."""
        return any(life.is_shown for life in self.lives)

    @property
    def cause(self) -> Moment | None:
        """The moment just after what happens in this thread now; None if nothing of it is known."""
        here = self.here
        if actor := here.actor or (here.base and here.who):
            return self.measured() or after(actor.now)
        return here.cause or (None if self.is_measured else self.timer())

    def rung(self, life: Life) -> Moment:
        """When something happens to a task now that no task does.

        What a timer does happens when it was to ring; all else is known to a tenth of a second.
        """
        return max(self.timer() or late(life.by_clock), life.now)

    def spawn(
        self, name: str, line: int | None, owner: Actor | None, group: Ring | None, loop: Loop
    ) -> Life:
        """A task is made."""
        if not self._made:
            self.began = monotonic()
        self.count()
        now = self.measured() if self._made else None
        start, number = now or self.cause or self.latest, self._made
        self._made += 1
        life = Life(name, line, owner, start, start, loop=loop, number=number, group=group)
        asker = self.here.asker
        if isinstance(asker, Call) and asker.asks and asker.asks.what.label == _PORTAL_CALL:
            life.caller = asker
        self.lives.append(life)
        return life

    def settle(
        self, life: Life, owner: Actor | None, group: Ring | None, is_member: bool = True
    ) -> None:
        """A task gets its place, or another one, as `start()` gives it."""
        life.owner, life.group, life.is_member = owner, group, is_member
        if life.stack:
            life.stack[0].parent = group

    def adopt(self, life: Actor | None, function: str) -> None:
        """A task, perhaps one that a library made, runs a function of the program."""
        if self.adopts and isinstance(life, Life) and (not life.is_shown or life.is_unnamed):
            life.is_shown, life.is_unnamed = True, not function
            life.name = function or life.name

    def report(self, name: str, error: str) -> None:
        """A test has ended; which task runs it, and how it ends, pytest knows alone.

        Args:
            name: What it's called; empty if no task runs it, but those of its fixtures.
            error: The class of what it raised; empty if nothing.
        """
        lives = [life for life in self.lives if life.runs_tests and life.is_shown]
        for life in lives:
            life.name, life.outcome, life.error = name or life.name, "finished", ""
            life.cancelled_by.clear()
        # one that runs it with several values ends at the first error
        for life in lives[-1:] if name and error else ():
            life.outcome, life.error = "raised", error

    def sleep(self, seconds: float, line: int | None) -> Span:
        """Whoever runs in this thread calls `time.sleep`."""
        actor = self._actor(is_seen=False)
        what = Waiting("sleep", f"time.sleep({seconds:g})", line)
        if actor is None:
            start = self.measured() or self.cause or self.latest
            return Span(what, start, Moment(round(start.seconds + seconds, 6)))
        if isinstance(actor, Life):
            what = Waiting("blocked", what.label, line)
        if not self._made:
            return Span(what, START, START)  # its time doesn't count yet
        actor.go(self.measured() or actor.now)
        until = max(actor.now, Moment(round(actor.now.seconds + seconds, 6)))
        slept = Span(what, actor.stamp(), until)
        if not self.is_full:
            actor.spans.append(slept)
            actor.go(slept.end)
        return slept

    def slept(self, span: Span) -> None:
        """That call of `time.sleep` has ended."""
        actor = self.here.who
        if self.is_full or not self._made:
            return
        if isinstance(actor, Call) and span not in actor.spans[-1:]:
            # it began before there was an event loop
            seconds = round((monotonic() - self.began) / NOTICED) * NOTICED
            actor.go(self.measured() or Moment(round(seconds, 6)))
            self.threads.slept(actor)
            return
        now = self.measured()
        if actor and now:
            span.end = now
            actor.go(now)
        if isinstance(actor, Life):
            actor.loop.block(span.start, span.end)
        elif isinstance(actor, Call):
            self.threads.slept(actor)
        elif self.here.loop and (now or self.cause):
            span.end = now or span.end
            self.here.loop.block(span.start, span.end)
            if self.here.cause:
                self.here.cause = span.end
            if isinstance(self.here.asker, Call):
                self.threads.wait(self.here.asker, span.end)
        if self._made:
            self.latest = max(self.latest, span.end)

    def print(self, line: int | None, begun: Line | None = None) -> Line | None:
        """Whoever runs in this thread begins to print a line.

        Args:
            line: The line of the program that does it.
            begun: What was printed before of a line that isn't whole yet.

        Returns:
            The line; what was begun, unless others have printed since, or time has passed. None if
            it isn't taken down.
        """
        if begun and begun in self.prints[-1:] and self._goes_on(begun):
            return begun
        self._actor()
        actor = self._printer()
        if self.is_full or not self._made:
            return None
        self.count()
        if isinstance(actor, Life):
            self.scopes.leave(actor)
            self.adopt(actor, "")
            self._see_blocked(actor)
        elif isinstance(actor, Call) and actor is self.here.base:
            self.threads.act(actor)
        if actor:
            actor.go(self.measured() or actor.now)
            last = self.prints[-1] if self.prints else None
            if last and last.covers(actor) and not self.is_measured:
                actor.go(after(last.at))
            at = actor.stamp()
        else:
            rung = None if self.is_measured or self.here.cause else self.timer()
            at = self.measured() or max(
                [rung or self.latest, *(each.at for each in self.prints[-1:])]
            )
            self.latest = after(at)  # before what the program does next
        printed = Line(at, actor, "", line)
        self.prints.append(printed)
        return printed

    def _goes_on(self, begun: Line) -> bool:
        """Whether what is printed now is a part of a line that was begun."""
        actor = self._printer()
        if begun.actor is not actor:
            return False
        now = self.measured() or (actor.now if actor else begun.at)
        return now.seconds - begun.at.seconds < LONG

    def _printer(self) -> Actor | None:
        asker = self.here.asker
        return self.here.who or (asker if isinstance(asker, Call) else None) or self.here.base

    def _see_blocked(self, life: Life) -> None:
        """A task may have waited for a thread without saying so, and be as late as that."""
        if self.is_measured or not self.prints:
            return
        if until := self.threads.held_up(life, self.prints[-1]):
            life.spans.append(Span(Waiting("blocked", ""), life.stamp(), until))
            life.go(after(until))
            life.loop.block(life.spans[-1].start, until)

    def has_printed(self, life: Life, since: Moment) -> bool:
        """Whether a task has printed since a moment, where times are measured."""
        recent = takewhile(lambda line: line.at.seconds >= since.seconds, reversed(self.prints))
        return any(line.actor is life for line in recent)

    def _actor(self, is_seen: bool = True) -> Actor | None:
        """Who runs in this thread; a call as late as what it let the event loop do."""
        actor = self.here.who
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
        self.threads.end(last)

    def fail(self, error: Exception) -> None:
        """What tells the story has failed: it ends here, and the program goes on.

        Raises:
            Exception: that error, if the story is one of an example, which must be whole.
        """
        if not self.adopts:
            raise error
        self.failure = self.failure or error
        self._close()

    def again(self) -> None:
        """Begin anew: what was taken down is over, and what goes on begins now."""
        self.is_part = True
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
        self._close()
        self._clear()

    def _close(self) -> None:
        """Take down nothing more, nor keep anything of the program's alive for it."""
        self._events, self._keeps_last = (self._most or MOST) + 1, False
        self.scopes.let_go()

    def measured(self) -> Moment | None:
        """What the clock says, if it counts."""
        if not self.is_measured:
            return None
        return Moment(round(monotonic() - self.began, 6)) if self._made else START
