"""Asyncio scopes: the timeouts and task groups that a program takes from asyncio itself.

They cancel tasks, and know nothing of the scopes round them; so what a scope says of itself is said
for them here. Their methods are watched without a frame of ours in what they run.
"""

from __future__ import annotations

import asyncio
import sys
from asyncio import CancelledError
from collections.abc import Iterable
from functools import wraps
from math import inf
from types import CodeType, FrameType
from typing import Any
from weakref import ref

from anyio_timeline.model import SIGINT, TASK_CANCEL
from anyio_timeline.watching.cast import Life, Ring
from anyio_timeline.watching.deadlines import Deadlines
from anyio_timeline.watching.identities import Identities
from anyio_timeline.watching.lengths import as_number
from anyio_timeline.watching.site import Site
from anyio_timeline.watching.variables import local
from anyio_timeline.watching.watch import Watch

_ON_SIGINT = "_on_sigint"
"""The method of asyncio's that handles Ctrl-C, since Python 3.11."""

_DEPTH = 8
"""How many calls lie between the one that makes a task and the one by a group, at most."""


class AsyncioScopes:
    """Tells of timeouts and task groups of asyncio, which it has since Python 3.11.

    Args:
        watch: What is common to all backends.
        lives: The tasks that are known.
    """

    def __init__(self, watch: Watch, lives: Identities[Life]) -> None:
        self.watch = watch
        self._lives = lives
        self._spawns: CodeType | None = None

    def begin(self) -> None:
        """Watch from now on."""
        if sys.version_info >= (3, 11):
            self._watch_timeouts(asyncio.Timeout)
            self._watch_groups(asyncio.TaskGroup)

    def _watch_timeouts(self, kind: Any) -> None:
        watch, scopes = self.watch, self.watch.story.scopes
        init, enter, leave = kind.__init__, kind.__aenter__, kind.__aexit__
        when, reschedule = kind.when, kind.reschedule
        deadlines = Deadlines(watch)

        @wraps(init)
        def watched_init(made: Any, *args: Any, **named: Any) -> None:
            init(made, *args, **named)
            site = watch.site()
            label, delay = watch.made_by(site, "", f"{type(made).__name__}()")
            if label and site.line:
                alarm = _alarm(made._when)
                ring = Ring(label, site.line, False, _is_over, deadline=delay, alarm=alarm)
                ring.is_of_asyncio = True
                watch.add(ring, made)

        @wraps(enter)
        def watched_enter(made: Any) -> Any:
            if (ring := watch.ring(made)) and self._is_known():
                scopes.enter(ring, _Timeout(made))
            return enter(made)

        @wraps(leave)
        def watched_leave(made: Any, *error: Any) -> Any:
            if (ring := watch.ring(made)) and ring.scope and error:
                ring.scope.leave(made, error[0])
            return leave(made, *error)

        @wraps(when)
        def watched_when(made: Any) -> Any:
            deadlines.read(made)
            return when(made)

        @wraps(reschedule)
        def watched_reschedule(made: Any, *args: Any, **named: Any) -> None:
            reschedule(made, *args, **named)
            # to be entered counts as one
            alarm = _alarm(made._when)
            if (ring := watch.ring(made)) and alarm != ring.alarm:
                scopes.set_deadline(ring, alarm, is_moved=deadlines.is_moved(made))

        kind.__init__, kind.when, kind.reschedule = watched_init, watched_when, watched_reschedule
        kind.__aenter__, kind.__aexit__ = watched_enter, watched_leave

    def _watch_groups(self, kind: Any) -> None:
        watch, scopes = self.watch, self.watch.story.scopes
        enter, leave, abort = kind.__aenter__, kind.__aexit__, kind._abort
        self._spawns = kind.create_task.__code__

        @wraps(enter)
        def watched_enter(made: Any) -> Any:
            site = watch.site()
            # a program may have a class of its own, whose method calls this one
            within = local(site.call, "self") if site.call and site.name == "__aenter__" else made
            is_own = site.line and site.name in ("", "__aenter__") and within is made
            if is_own and self._is_known() and not watch.ring(made):
                ring = Ring("task group", site.line, True, _is_over, is_of_asyncio=True)
                watch.add(ring, made)
                scopes.enter(ring, _Group(made))
            return enter(made)

        @wraps(leave)
        def watched_leave(made: Any, *error: Any) -> Any:
            leaving = leave(made, *error)
            if (ring := watch.ring(made)) and ring.scope:
                ring.scope.leaving = ref(leaving)
            return leaving

        @wraps(abort)
        def watched_abort(made: Any) -> None:
            if (ring := watch.ring(made)) and ring.scope:
                error = local(sys._getframe(1), "et")
                is_told = error is None or issubclass(error, CancelledError)
                is_asked = is_told and made._parent_task.cancelling()
                ring.scope.cancelled_caught = error is None
                # if a task of it has raised, that is known already
                scopes.cancel(ring, "task" if is_asked else "body", ring.task)
            abort(made)

        kind.__aenter__, kind.__aexit__, kind._abort = watched_enter, watched_leave, watched_abort

    def _is_known(self) -> bool:
        """Whether the task that runs is known here; one that is started eagerly isn't, at first."""
        if asyncio._get_running_loop() is None:
            return False
        return self._lives.get(asyncio.current_task()) is self.watch.story.here.actor

    def cancels(self, life: Life, task: Any, awaited: Iterable[Life]) -> None:
        """What a task waits for has been cancelled, maybe since somebody has called `cancel()`.

        That cancels it once, and is told of as of a scope round the wait that it ends.

        Args:
            life: The task.
            task: The same as asyncio has it.
            awaited: The tasks that it waits for, which are cancelled first.
        """
        # before Python 3.11, a task doesn't know whether it's asked to end, or what it waits for
        asked = getattr(task, "cancelling", int)()
        if asked <= life.asked:
            return
        life.asked = asked
        story, label = self.watch.story, TASK_CANCEL
        handed_on = (each.by for each in awaited if each.by and each.by.label == TASK_CANCEL)
        if (by := next(handed_on, None)) and by.cancelled:
            _, _, actor, line = by.cancelled
        elif (called := self._called()) is not None:
            actor, line = story.here.actor, called.line
        elif self._is_interrupted():
            actor, line, label = None, None, SIGINT
        else:
            return
        ring = Ring(label, line, False, lambda _: life.waiting is None, is_of_asyncio=True)
        story.scopes.surround(ring, life, _Cancel())
        why = "signal" if label == SIGINT else "cancel"
        story.scopes.cancel(ring, why, actor, line, at=story.rung(life))

    def _called(self) -> Site | None:
        """Where the program calls what cancels a task; None if that is a library's matter."""
        here = self.watch.story.here
        caller = _caller_of_loop()
        if caller and caller.f_globals.get("__name__") == "asyncio.events":
            # the event loop itself does, for the program: later, or for another thread
            return Site(here.line, None)
        site = self.watch.site()
        is_method = site.name == "cancel" and site.module.startswith("asyncio.")
        is_direct = site.line and (not site.call or is_method)
        return site if is_direct and (here.actor or self._is_callback(caller)) else None

    def _is_interrupted(self) -> bool:
        """Whether asyncio does so since somebody has pressed Ctrl-C."""
        caller = _caller_of_loop()
        return caller is not None and caller.f_code.co_name == _ON_SIGINT

    def _is_callback(self, frame: FrameType | None) -> bool:
        """Whether a loop that is written in Python, or a signal, calls the program's code there."""
        while frame and frame.f_code.co_filename in self.watch.own:
            frame = frame.f_back
        module = frame.f_globals.get("__name__", "") if frame else ""
        return module.partition(".")[0] in ("asyncio", "selectors", "signal")

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
    cancelled_caught = False
    is_over = False
    _has_expired = False

    def __init__(self, made: Any) -> None:
        self._made = ref(made)

    def leave(self, made: Any, error: Any) -> None:
        """Its block is left, with an error of this class or with None."""
        self.is_over = True
        # who is cancelled otherwise, too, goes on being so
        is_last = made._task.cancelling() - 1 <= getattr(made, "_cancelling", 0)
        is_cancelled = error is not None and issubclass(error, CancelledError)
        self._has_expired = made.expired()
        self.cancelled_caught = self._has_expired and is_last and is_cancelled

    @property
    def _cancel_called(self) -> bool:
        made = self._made()
        return self._has_expired or bool(made and made.expired())


class _Group:
    """What a scope says of itself, for a task group."""

    shield = False
    cancelled_caught = False
    leaving: ref[Any] | None = None
    """What waits for its tasks."""

    def __init__(self, made: Any) -> None:
        self._made = ref(made)

    @property
    def _cancel_called(self) -> bool:
        made = self._made()
        return bool(made and made._aborting)

    @property
    def is_over(self) -> bool:
        leaving = self.leaving() if self.leaving else None
        return self.leaving is not None and (leaving is None or leaving.cr_frame is None)


class _Cancel:
    """What a scope says of itself, for a call that cancels a task."""

    shield = False
    cancelled_caught = False
    _cancel_called = True


def _alarm(when: Any) -> float:
    alarm = as_number(when)
    return inf if alarm is None else alarm


def _caller_of_loop() -> FrameType | None:
    """The function that has an event loop run something, at this moment; none of ours."""
    frame: FrameType | None = sys._getframe(1)
    while frame and frame.f_globals.get("__name__", "").startswith(__package__ or ""):
        frame = frame.f_back
    return frame


def _is_over(scope: Any) -> bool:
    return bool(scope.is_over)
