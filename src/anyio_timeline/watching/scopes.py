"""Scopes: which cancel scopes and task groups a story has, and which of them cancels whom."""

from __future__ import annotations

from math import inf
from typing import Any, Protocol

from anyio_timeline.model import FUTURE_CANCEL, TASK_HANDLE, Moment
from anyio_timeline.watching.cast import Actor, Life, Ring
from anyio_timeline.watching.here import Here
from anyio_timeline.watching.lengths import asked
from anyio_timeline.watching.waits import Waiting


class Closes(Protocol):
    """What takes down the waits of tasks."""

    def close(self, life: Life, waited: Waiting, due: Moment, by: Ring | None) -> None:
        """What a task waited for has come."""


class Told(Protocol):
    """What scopes need to know of the story that they are part of."""

    is_measured: bool
    latest: Moment

    @property
    def here(self) -> Here:
        """What happens in this thread."""

    @property
    def is_full(self) -> bool:
        """Whether nothing more is taken down."""

    def rung(self, life: Life) -> Moment:
        """When something happens to a task now that no task does."""

    def count(self) -> None:
        """Something is taken down."""

    def measured(self) -> Moment | None:
        """What the clock says, if it counts."""

    @property
    def turns(self) -> Closes:
        """What takes down the waits of tasks."""


class Scopes:
    """Takes down what becomes of scopes and task groups.

    Args:
        story: What they are part of.
    """

    def __init__(self, story: Told) -> None:
        self.rings: list[Ring] = []
        self._story = story

    def open(self, ring: Ring) -> None:
        """A scope or a task group is made. Its deadline counts from here."""
        if now := self._story.measured():
            ring.made = now.seconds
            self._story.count()
        self.rings.append(ring)
        self.set_deadline(ring, ring.alarm, ring.deadline)

    def enter(self, ring: Ring, scope: Any) -> None:
        """A scope or a task group is entered."""
        life = self._story.here.actor
        if isinstance(life, Life) and ring.task is None and not self._story.is_full:
            self.leave(life)
            ring.scope = scope
            life.go(self._story.measured() or life.now)
            ring.task, ring.start = life, life.stamp(ring.is_shown)
            ring.parent = life.inner
            if ring.label == TASK_HANDLE:
                life.handle = ring
            life.stack.append(ring)

    def surround(self, ring: Ring, life: Life, scope: Any) -> None:
        """A scope is put round what a task waits for, wherever that is."""
        if not self._story.is_full:
            self._story.count()
            self.rings.append(ring)
            ring.scope, ring.task, ring.start, ring.parent = (
                scope,
                life,
                life.waits_since,
                life.inner,
            )
            life.stack.append(ring)

    def let_go(self) -> None:
        """Nothing more is taken down; what scopes are of the program's needn't be known."""
        for ring in self.rings:
            ring.is_shielded |= bool(ring.scope and ring.scope.shield)
            ring.scope = None

    def leave(self, life: Life) -> None:
        """Take note of the scopes and groups of a task that it has left."""
        entered = [each for each in reversed(life.stack) if each.scope is not None]
        for ring in [each for each in entered if each.is_left(each.scope)]:
            life.stack.remove(ring)
            if ring in life.spent:
                life.spent.remove(ring)
            if life.now < ring.last and not self._story.is_measured:
                life.waits_since = life.stamp(is_shown=False)
                self._story.turns.close(life, Waiting("children", "", ring.line), ring.last, None)
                life.go(ring.last)
            ring.end = life.stamp(ring.is_shown)
            ring.caught = bool(ring.scope.cancelled_caught)
            ring.is_shielded |= bool(ring.scope.shield)
            # what a thread has cancelled so ends there
            if ring.caught and ring.label != FUTURE_CANCEL:
                life.uncancel(ring)
            if not ring.is_shown and ring.label != TASK_HANDLE:
                life.is_cut = ring.caught
            self._see_deadline(ring, life)
            if ring.cancelled and ring.cancelled[0] > ring.end:  # what was asked for was rounded
                ring.cancelled = ring.end, *ring.cancelled[1:]
            ring.scope = None

    def set_deadline(
        self, ring: Ring, alarm: float, seconds: float | None = None, is_moved: bool = False
    ) -> None:
        """A scope has a deadline.

        Args:
            ring: The scope.
            alarm: The deadline on the clock of the event loop.
            seconds: How far it lies ahead, where that's known; else it's guessed,
                because some time has passed since the program looked at the clock.
            is_moved: Whether the program has made it from the deadline that the scope had.
        """
        actor, moved = self._story.here.actor, alarm - ring.alarm
        # a timer, a callback or a thread may set it, too
        life = actor if isinstance(actor, Life) else ring.task
        ring.alarm = alarm
        if life is None:
            ring.deadline = None
            return
        now = life.now if life is actor else self._story.here.cause or self._story.rung(life)
        ring.set_at = self._story.measured() or now
        if alarm == inf:
            ring.deadline = None
        elif is_moved and ring.deadline is not None:
            ring.deadline = round(ring.deadline + moved, 6)
        else:
            ahead = asked(alarm - life.loop.clock()) if seconds is None else seconds
            ring.deadline = round(ring.set_at.seconds + ahead, 6)

    def cancel(
        self,
        ring: Ring,
        why: str,
        by: Actor | None,
        line: int | None = None,
        seen: float | None = None,
        at: Moment | None = None,
    ) -> None:
        """A scope is cancelled, unless it already was, alone or with one round it.

        Args:
            ring: The scope.
            why: As in `Cancellation`.
            by: Who did it.
            line: The line that called `cancel()`.
            seen: When the event loop could see that the deadline had passed; None for now.
            at: When, if nothing that is told says that.
        """
        # what asyncio cancels is told of that, whatever is cancelled round it
        if ring.cancelled or (
            not ring.is_of_asyncio and any(_covers(each, ring, why) for each in ring.outside())
        ):
            return
        if why == "deadline" and ring.deadline is not None and ring.task:
            at = Moment(seen or max(ring.deadline, ring.task.loop.floor.seconds))
            if at.seconds > ring.deadline:  # the loop was held up, maybe by this task
                at = max(at, ring.task.waits_since)
            at = max(at, ring.set_at._replace(turn=0))  # it may have been moved to what is over
            at = min(at, self._story.measured() or at)  # it can be early
            if at <= ring.start:  # it had passed before
                at = ring.start._replace(turn=ring.start.turn + 1)
        else:
            at = self._story.measured() or (
                by.stamp() if by else self._story.here.cause or at or self._story.latest
            )
        ring.cancelled = at, why, by, line

    def culprit(self, life: Life) -> Ring | None:
        """The scope that cancels a task: of those round it, the one that was cancelled first."""
        around = list(life.around())
        for ring in around:
            self._see_deadline(ring, life)
        cancelled, is_told_once = [], False
        is_mixed = any(ring.is_of_asyncio for ring in around)
        for n, ring in enumerate(around):
            # what is round a group of asyncio's reaches the tasks in it by that group alone
            is_told_once |= ring.is_of_asyncio and ring.is_group and ring.task is not life
            if ring.cancelled and ring not in life.spent:
                # of AnyIO's alone, the outermost one ends it, whichever passed first
                is_timed = ring.is_of_asyncio or (is_mixed and ring.cancelled[1] == "deadline")
                cancelled.append((ring.cancelled[0], ring.alarm if is_timed else -inf, -n))
                if ring.is_of_asyncio or is_told_once:
                    life.spent.append(ring)
        return around[-min(cancelled)[2]] if cancelled else None

    def _see_deadline(self, ring: Ring, life: Life) -> None:
        # on Trio, nothing tells of it; and the public property can cancel
        if (
            ring.scope
            and ring.scope._cancel_called
            and not ring.cancelled
            # asyncio's timeouts are cancelled by nothing else, and a loop's clock may be late
            and (life.loop.clock() >= ring.alarm or (ring.is_of_asyncio and ring.alarm != inf))
        ):
            seen = None if ring.deadline is None else life.loop.sees(ring.deadline)
            self.cancel(ring, "deadline", None, seen=seen)


def _covers(outer: Ring, ring: Ring, why: str) -> bool:
    """Whether what a scope has cancelled leaves nothing for one inside it to cancel."""
    if not outer.cancelled:
        return False
    is_spent = ring.task is not None and outer in ring.task.spent
    is_later = ring.deadline is not None and ring.deadline > outer.cancelled[0].seconds
    return not (is_spent and (is_later or why != "deadline"))
