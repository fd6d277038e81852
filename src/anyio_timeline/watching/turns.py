"""Turns: what a task does from when it begins to run until it waits or ends, and when that is.

A task that waits is late only as far as what ended its wait.
"""

from __future__ import annotations

from math import isfinite
from typing import Protocol

from anyio_timeline.model import Moment
from anyio_timeline.watching import scopes
from anyio_timeline.watching.blocking import Blocking
from anyio_timeline.watching.cast import Call, Life, Ring, Span, after, late
from anyio_timeline.watching.event_loop import LONG, START, Loop
from anyio_timeline.watching.scopes import Scopes
from anyio_timeline.watching.threads import Threads
from anyio_timeline.watching.waits import Waiting

_EARLY = 0.002
"""Seconds by which a sleep can seem to end too early, since it's seen from outside."""

_TURN = 0.0005
"""Seconds that others may take between two steps of a task which still count as one."""


class Told(scopes.Told, Protocol):
    """What turns need to know of the story that they are part of."""

    scopes: Scopes
    threads: Threads
    blocking: Blocking | None
    began: float

    def adopt(self, life: Life, function: str) -> None:
        """A task runs a function of the program."""

    def has_printed(self, life: Life, since: Moment) -> bool:
        """Whether a task has printed since a moment."""


class Turns:
    """Takes down what tasks do in their turns.

    Args:
        story: What the tasks are in.
    """

    def __init__(self, story: Told) -> None:
        self._story = story

    def resume(self, life: Life, cause: Moment | None, is_cancelled: bool) -> None:
        """A task begins to run.

        Args:
            life: The task.
            cause: When it was woken; None if no task and no thread did it.
            is_cancelled: Whether it's woken by a cancellation.
        """
        self._story.count()
        self._story.here.loop = loop = life.loop
        waited = life.waiting
        # Trio doesn't wake who waits in start()
        starts = waited is not None and waited.label == "start()"
        by = self._story.scopes.culprit(life) if starts or is_cancelled else None
        if by and waited and waited.kind == "children":
            # whatever is cancelled, a group's end goes on; what asyncio does tells it of that
            group = life.inner_group
            is_told = by.is_of_asyncio or (group and group.is_of_asyncio)
            by = by if is_told and by is not group else None
        now = self._story.measured()
        due = max(life.now, self._due(life, cause, by))
        if now is None:
            now = max(due, loop.floor)
        elif cause and not by and not (waited and waited.seconds is not None):
            # what woke it was seen, so it waited for its turn since
            due = now if now.seconds - due.seconds < _TURN else due
        elif not loop.floor > due or now.seconds - due.seconds < _EARLY:
            due = now
        keeps = None if now == due else self._keeps(loop, due, now)
        if not keeps:
            due = now  # nothing is known that has kept it
        if waited:
            if waited.kind == "turn":
                waited.kind = self._keeps(loop, life.waits_since, due) or "turn"
            self.close(life, waited, due, by)
        if by:
            life.by = by
            for call in life.calls:
                call.is_awaited &= call.line != (waited and waited.line)
        if keeps and now.seconds > due.seconds:
            life.spans.append(Span(Waiting(keeps, ""), due, now))
        life.waiting = None
        life.since = loop.clock()
        life.go(now)
        if by:
            life.turn = max(life.turn, 1)  # after what has cancelled it
        life.stepped = life.now
        loop.anchor = life.since, life.now
        self._story.latest = max(self._story.latest, now)
        self._run(life)

    def _keeps(self, loop: Loop, since: Moment, now: Moment) -> str:
        """What has kept a task from going on since a time: a kind of wait, or nothing known."""
        if not self._story.is_measured or loop.is_held(since.seconds, now.seconds):
            return "ready"
        return "turn" if loop.worked[1] > since.seconds else ""

    def goes_on(self, life: Life, is_cancelled: bool) -> bool:
        """Whether a task that only gave others a turn goes on as if nothing had been."""
        now = self._story.measured()
        if not now or is_cancelled or now.seconds - life.waits_since.seconds > _TURN:
            return False
        self._story.here.loop = life.loop
        life.since = life.loop.clock()
        life.go(now)
        self._run(life)
        return True

    def suspend(self, life: Life, waiting: Waiting) -> None:
        """A task stops running, to wait."""
        self._story.scopes.leave(life)
        if waiting.function:
            self._story.adopt(life, waiting.function)
        self._pause(life)
        life.waiting, life.waits_since = waiting, life.stamp(is_shown=False)
        self._story.here.actor = None

    def rest(self, life: Life) -> None:
        """A task stops running, and has asked for its next turn."""
        if life.stack:
            self._story.scopes.leave(life)
        self._pause(life)
        life.waits_since = life.stamp(is_shown=False)
        self._story.here.actor = None

    def finish(self, life: Life, outcome: str, error: str = "") -> None:
        """A task ends: "finished", "cancelled" or "raised"."""
        self._story.scopes.leave(life)
        self._pause(life)
        if outcome == "finished":
            outcome, error = life.came_to
        if outcome == "finished" and life.handle and life.handle.caught:
            # the program's function was cancelled; only the scope of its handle is round it
            outcome, life.by = "cancelled", life.handle
        life.outcome, life.error = outcome, error
        if outcome != "cancelled":
            life.cancelled_by.clear()
        elif life.by is None and (by := self._story.scopes.culprit(life)):
            life.by = by
        life.end = life.stamp()
        if life.group and life.is_member:
            if outcome == "raised":
                self._story.scopes.cancel(life.group, "child", life)
            life.group.last = max(life.group.last, after(life.now))
        for call in (life.owner, life.caller):
            if isinstance(call, Call):
                self._story.threads.wait(call, after(life.now))
        self._story.here.actor = None

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
        is_part = self._story.is_measured and last and last.goes_on(waited, life.waits_since)
        if last and is_part and not self._story.has_printed(life, last.end):
            last.end, last.by = due, by
            return
        if due > life.now or by:
            end = max(due, life.waits_since)
            life.spans.append(Span(waited, life.waits_since, end, by))
            life.turn += 1

    def _run(self, life: Life) -> None:
        self._story.here.actor = life
        if self._story.blocking:
            life.began = self._story.began + life.now.seconds
            self._story.blocking.running[self._story.here.number] = life, life.began

    def _pause(self, life: Life) -> None:
        """What a task does is over; where times are measured, that may have held up others."""
        took = life.loop.clock() - life.since
        life.go(self._story.measured() or life.now)
        if self._story.is_measured:
            life.loop.work(life.now.seconds - took, life.now.seconds)
        if self._story.blocking:
            self._story.blocking.running[self._story.here.number] = None
            if took > LONG:
                self._block(life)

    def _block(self, life: Life) -> None:
        """What a task did has taken long; where it slept, that is known."""
        last = life.spans[-1] if life.spans else None
        start = Moment(life.began - self._story.began)
        if last and last.what.kind == "blocked":
            start = max(start, last.end)
        blocking = self._story.blocking
        since = self._story.began + start.seconds
        place = blocking.line(life, since) if blocking else None
        if blocking and place and life.now.seconds - start.seconds > LONG:
            file, line = place
            what = Waiting("blocked", f"{blocking.named(file)}:{line}", line)
            life.spans.append(Span(what, start, life.now))

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
        if measured := self._story.measured():
            return measured
        now = life.by_clock if waited.kind in ("sleep", "task") else life.now
        return late(max(now, Moment(self._story.latest.seconds)))
