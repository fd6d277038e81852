"""Threads: what calls in worker threads do, and when.

An event loop tells what woke a task. Nothing tells how long a thread worked, or what it waited for;
only its sleeps have a length. So the rest of what it does is as late as it can be: what may have
been its cause, whether that was seen or not, comes before it.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from itertools import starmap
from pathlib import Path
from time import monotonic
from typing import Any, Protocol

from anyio_timeline.model import Moment
from anyio_timeline.watching.callables import code_of
from anyio_timeline.watching.cast import Actor, Call, Life, Line, Span, late
from anyio_timeline.watching.here import Here
from anyio_timeline.watching.waits import Waiting

_NOTICED = 0.05
"""Seconds after which a thread has worked, or waited for something, without sleeping."""

_REPORTS = {
    "_report_result": str(Path("anyio", "_backends", "_asyncio.py")),
    "report_back_in_trio_thread_fn": str(Path("trio", "_threads.py")),
}
"""What AnyIO and Trio have an event loop run when a call in a worker thread is over, and where that
is: in files whose names end so."""


class Told(Protocol):
    """What threads need to know of the story that they are part of."""

    latest: Moment

    @property
    def here(self) -> Here:
        """What happens in this thread."""

    @property
    def is_full(self) -> bool:
        """Whether nothing more is taken down."""

    @property
    def has_begun(self) -> bool:
        """Whether an event loop has run."""

    @property
    def cause(self) -> Moment | None:
        """The moment just after what happens in this thread now."""

    def count(self) -> None:
        """Something is taken down."""

    def measured(self) -> Moment | None:
        """What the clock says, if it counts."""


class Threads:
    """Takes down the calls in worker threads, and what threads ask event loops for.

    Args:
        story: What they are part of.
    """

    def __init__(self, story: Told) -> None:
        self.calls: list[Call] = []
        self._story = story

    def start(self, call: Call) -> None:
        """A call begins in this thread."""
        owner, here, measured = call.owner, self._story.here, self._story.measured()
        here.actor, here.base = call, call if call.tells_end else None
        if self._story.is_full:
            return
        if call.tells_end:
            # it may have waited for this thread of a pool since it was asked for
            now = measured or max([call.now, *([here.last.now] if here.last else [])])
        else:
            now = measured or (owner.now if owner else self._story.latest)
        here.last = call
        call.start = now._replace(turn=0)
        call.go(call.start)
        call.since = monotonic()
        self.calls.append(call)
        if measured:
            self._story.latest = max(self._story.latest, call.start)
            self._story.count()
        if isinstance(owner, Life):
            owner.calls.append(call)

    def finish(self, call: Call, has_told: bool = False) -> None:
        """A call that says so is over.

        Args:
            call: The call.
            has_told: Whether it has told its result before, and somebody may go on since.
        """
        self._story.here.actor = self._story.here.base = None
        if not self._story.has_begun:
            self.calls[:] = [each for each in self.calls if each is not call]
        elif not self._story.is_full:
            if not has_told:
                self.act(call, is_seen=False)
            call.end = call.now
            if self._story.measured():
                self._story.latest = max(self._story.latest, call.now)

    def act(self, call: Call, is_seen: bool = True) -> None:
        """A call does something.

        Args:
            call: The call.
            is_seen: Whether others could see it, as they couldn't see that it begins to sleep.
        """
        owner = call.owner
        if isinstance(owner, Life) and call.is_awaited and owner.now > call.now:
            # on Trio, the task runs what its thread asks for
            self.wait(call, owner.now)
        call.asks = None
        if now := self._story.measured():
            call.go(now)
            return
        latest = self._story.latest
        took = monotonic() - call.since > _NOTICED and latest > call.now
        if took or (is_seen and not call.is_on_time):
            call.go(late(latest if took else call.now))
            call.is_on_time = True
        call.since = monotonic()

    def slept(self, call: Call) -> None:
        """A call has slept, so that it's as late as it asked to be."""
        call.is_on_time = True
        call.since = monotonic()

    def end(self, last: Moment) -> None:
        """The program has ended; a call that sleeps doesn't do so for as long as it asked."""
        is_measured = self._story.measured() is not None
        for call in self.calls:
            goes_on = call.end is None
            if not goes_on and not is_measured:
                continue
            for span in call.spans[-1:]:
                span.end = min(span.end, max(last, span.start))
            is_late = goes_on and is_measured
            call.go(max(call.start, last if is_late else min(call.now, last)))

    def held_up(self, life: Life, printed: Line) -> Moment | None:
        """Until when a task has waited for another thread in its step, which nothing else says.

        Args:
            life: The task, which is about to print.
            printed: The line that was printed before.
        """
        untold = life.untold
        is_late = life.now.seconds < printed.at.seconds <= life.now.seconds + untold + _NOTICED
        is_held = untold > _NOTICED and is_late and _is_beside(printed.actor, life)
        return printed.at if is_held else None

    def wait(self, call: Call, until: Moment) -> None:
        """A call has waited until then for what it asked an event loop to do."""
        if call.asks and until.seconds > call.asks.start.seconds:
            call.asks.end = until
            if call.asks not in call.spans[-1:]:
                call.spans.append(call.asks)
        call.go(max(call.now, until))
        call.is_on_time = False
        call.since = monotonic()

    def asked(
        self,
        line: int | None,
        label: str,
        function: Callable[..., object],
        *args: Any,
        begins: Callable[[], object] = lambda: None,
    ) -> Callable[[], object]:
        """What a thread asks an event loop to call, with word of who asked, where and when.

        Args:
            line: Where the thread asks.
            label: What it calls to do so.
            function: What it asks for.
            *args: The arguments of that.
            begins: What is called right before it.
        """
        here, asker = self._story.here, self._story.here.who
        if isinstance(asker, Call):
            self.act(asker)
            asker.asks = Span(Waiting("task", label, line), asker.stamp(), asker.now)
        cause = self._story.cause
        if isinstance(asker, Call) and _is_report(function):
            # what else this thread does before its next call isn't the program's
            asker.asks, asker.end, here.actor = None, asker.now, None

        def given() -> Iterator[Any]:
            begins()
            if here.actor is here.base:
                here.actor = None  # an event loop runs, not what has started it
            here.because(cause, asker, line)
            # the last thing that a call asks for, outside of its function, is to tell its result
            if line and isinstance(asker, Call) and here.cause:
                self.wait(asker, here.cause)
            yield args

        def ends() -> Iterator[None]:
            here.because(None)
            yield

        # all of this is C code: it leaves no frame in a traceback
        return functools.partial(next, zip(starmap(function, given()), ends(), strict=False))


def _is_report(function: Any) -> bool:
    """Whether a function takes the result of a call in a worker thread."""
    code = code_of(function)
    return code is not None and code.co_filename.endswith(_REPORTS.get(code.co_name, "\0"))


def _is_beside(actor: Actor | None, life: Life) -> bool:
    """Whether something runs in another thread than a task, which may wait for it."""
    if isinstance(actor, Life):
        return actor.loop is not life.loop
    return isinstance(actor, Call) and actor.tells_end
