"""Asyncio scopes: the timeouts and task groups that a program takes from asyncio itself.

They cancel tasks, and know nothing of the scopes round them; so what a scope says of itself is said
for them here. Their methods are watched without a frame of ours in what they run.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio import CancelledError
from collections.abc import Iterable
from math import inf
from types import CodeType
from typing import Any
from weakref import ref

from anyio_timeline.model import TASK_CANCEL
from anyio_timeline.watching.arguments import local
from anyio_timeline.watching.cast import Life, Ring
from anyio_timeline.watching.site import Site
from anyio_timeline.watching.watch import Watch

_DEPTH = 8
"""How many calls lie between the one that makes a task and the one by a group, at most."""


class AsyncioScopes:
    """Tells of timeouts and task groups of asyncio, which it has since Python 3.11.

    Args:
        watch: What is common to all backends.
    """

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self._spawns: CodeType | None = None

    def begin(self) -> None:
        """Watch from now on."""
        if sys.version_info >= (3, 11):
            self._watch_timeouts(asyncio.Timeout)
            self._watch_groups(asyncio.TaskGroup)

    def _watch_timeouts(self, kind: Any) -> None:
        watch, scopes = self.watch, self.watch.story.scopes
        init, enter, leave = kind.__init__, kind.__aenter__, kind.__aexit__
        reschedule = kind.reschedule

        def watched_init(made: Any, when: float | None) -> None:
            init(made, when)
            site = watch.site()
            label, delay = watch.made_by(site, "", False)
            if label and site.line:
                alarm = when if isinstance(when, int | float) else inf
                ring = Ring(label, site.line, False, _is_over, deadline=delay, alarm=alarm)
                watch.add(ring, made)

        def watched_enter(made: Any) -> Any:
            if (ring := watch.ring(made)) and _is_running():
                scopes.enter(ring, _Timeout(made))
            return enter(made)

        def watched_leave(made: Any, error: Any, *rest: Any) -> Any:
            if (ring := watch.ring(made)) and ring.scope:
                ring.scope.ended_by = error
            return leave(made, error, *rest)

        def watched_reschedule(made: Any, when: float | None) -> None:
            alarm = when if isinstance(when, int | float) else inf
            # to be entered counts as one
            if (ring := watch.ring(made)) and alarm != ring.alarm:
                scopes.set_deadline(ring, alarm)
            reschedule(made, when)

        kind.__init__, kind.reschedule = watched_init, watched_reschedule
        kind.__aenter__, kind.__aexit__ = watched_enter, watched_leave

    def _watch_groups(self, kind: Any) -> None:
        watch, scopes = self.watch, self.watch.story.scopes
        enter, leave, abort = kind.__aenter__, kind.__aexit__, kind._abort
        self._spawns = kind.create_task.__code__

        def watched_enter(made: Any) -> Any:
            site = watch.site()
            # a program may have a class of its own, whose method calls this one
            is_own = site.line and site.name in ("", "__aenter__")
            if is_own and _is_running() and not watch.ring(made):
                ring = Ring("task group", site.line, True, _is_over, is_of_asyncio=True)
                watch.add(ring, made)
                scopes.enter(ring, _Group(made))
            return enter(made)

        def watched_leave(made: Any, *error: Any) -> Any:
            leaving = leave(made, *error)
            if (ring := watch.ring(made)) and ring.scope:
                ring.scope.leaving = ref(leaving)
            return leaving

        def watched_abort(made: Any) -> None:
            if ring := watch.ring(made):
                error = local(sys._getframe(1), "et")
                is_own = error is not None and not issubclass(error, CancelledError)
                # if a task of it has raised, that is known already
                scopes.cancel(ring, "body" if is_own else "task", ring.task)
            abort(made)

        kind.__aenter__, kind.__aexit__, kind._abort = watched_enter, watched_leave, watched_abort

    def cancels(self, life: Life, task: Any, awaited: Iterable[Life]) -> None:
        """What a task waits for has been cancelled, maybe since the program has called `cancel()`.

        That cancels it once, and is told of as of a scope round the wait that it ends.

        Args:
            life: The task.
            task: The same as asyncio has it.
            awaited: The tasks that it waits for, which are cancelled first.
        """
        # before Python 3.11, a task doesn't know whether it's asked to end, or what it waits for
        if not getattr(task, "cancelling", int)():
            return
        site, story = self.watch.site(), self.watch.story
        actor = story.here.actor
        handed_on = (each.by for each in awaited if each.by and each.by.label == TASK_CANCEL)
        if (by := next(handed_on, None)) and by.cancelled:
            _, _, actor, line = by.cancelled
        elif site.line and (not site.call or _is_cancel(site)):
            line = site.line
        else:
            return
        ring = Ring(TASK_CANCEL, line, False, lambda _: life.waiting is None)
        story.scopes.surround(ring, life, _Cancel())
        story.scopes.cancel(ring, "cancel", actor, line)

    def group_of_new(self) -> Ring | None:
        """The group that makes a task at this moment."""
        frame = sys._getframe(1)
        for _ in range(_DEPTH):
            if frame.f_code is self._spawns:
                return self.watch.ring(local(frame, "self"))
            if frame.f_back is None:
                break
            frame = frame.f_back
        return None


class _Timeout:
    """What a scope says of itself, for a timeout."""

    shield = False
    ended_by: type[BaseException] | None = None
    """The class of the error with which its block ended."""

    def __init__(self, made: Any) -> None:
        self._made = made

    @property
    def _cancel_called(self) -> bool:
        return bool(self._made.expired())

    @property
    def cancelled_caught(self) -> bool:
        is_cancelled = self.ended_by is not None and issubclass(self.ended_by, CancelledError)
        return is_cancelled and self._cancel_called

    @property
    def is_over(self) -> bool:
        return self._made._state.value in ("expired", "finished")


class _Group:
    """What a scope says of itself, for a task group."""

    shield = False
    leaving: ref[Any] | None = None
    """What waits for its tasks."""

    def __init__(self, made: Any) -> None:
        self._made = made

    @property
    def _cancel_called(self) -> bool:
        return bool(self._made._aborting)

    @property
    def cancelled_caught(self) -> bool:
        return bool(self._made._parent_cancel_requested)

    @property
    def is_over(self) -> bool:
        leaving = self.leaving() if self.leaving else None
        return self.leaving is not None and (leaving is None or leaving.cr_frame is None)


class _Cancel:
    """What a scope says of itself, for a call that cancels a task."""

    shield = False
    cancelled_caught = False
    _cancel_called = True


def _is_running() -> bool:
    """Whether asyncio runs, without which its scopes can't be entered."""
    return asyncio._get_running_loop() is not None


def _is_cancel(site: Site) -> bool:
    """Whether a program calls a method of asyncio's that cancels tasks."""
    return site.name == "cancel" and site.module.startswith("asyncio.")


def _is_over(scope: Any) -> bool:
    return bool(scope.is_over)
