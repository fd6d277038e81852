"""Watch: tell a story of what a program does, without changing what it does.

No frame of ours is on the stack while the program's code runs, so tracebacks stay as they are. The
names that start with an underscore are private ones of AnyIO 4.16 and Trio 0.35, and of others back
to AnyIO 4.4; the tests fail when one of them is gone.
"""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable, Container
from concurrent.futures import Future
from math import inf
from pathlib import Path
from types import CodeType, FrameType
from typing import Any
from weakref import ref

import anyio
from anyio.from_thread import BlockingPortal

from anyio_timeline.model import FUTURE_CANCEL, TASK_HANDLE
from anyio_timeline.watching.arguments import of_call, of_frame
from anyio_timeline.watching.callables import attribute, code_of, given
from anyio_timeline.watching.cast import Life, Ring
from anyio_timeline.watching.identities import Identities
from anyio_timeline.watching.lengths import as_number
from anyio_timeline.watching.output import Output, watch_output
from anyio_timeline.watching.site import Site, short_name
from anyio_timeline.watching.story import Story
from anyio_timeline.watching.variables import local
from anyio_timeline.watching.waits import RUNS_TESTS, Waits


class _NoHandle:
    """What stands for a task's handle where there is none."""

    async def _run_coro(self) -> None:
        """Never run."""


# since AnyIO 4.14
TaskHandle: Any = getattr(anyio, "TaskHandle", _NoHandle)

_CALL = BlockingPortal._call_func.__code__
"""What a task of a portal runs."""

_ANYIO = str(Path(anyio.__file__ or "").parent)
_OWN = str(Path(__file__).parent)

_MAKERS = (
    "move_on_after",
    "fail_after",
    "move_on_at",
    "fail_at",
    "timeout",
    "timeout_at",
    "wait_for",
)
"""What makes a scope."""

_AHEAD = ("delay", "seconds", "timeout")
"""What these call the argument that says how far the deadline lies ahead."""

_LONGEST = 1e9
"""Seconds of the longest sleep that is taken down; no run lasts so long."""

_KNOWN = ("anyio", "asyncio", "trio")
"""Whose functions those are."""

_ASKS_FOR_TEST = "_call_in_runner_task"
"""What the other task waits in that has one of these run."""

_SPAWNERS = ("start_soon", "start", "create_task", "ensure_future")
"""What a program calls to make a task."""


def scope_label(shield: bool) -> str:
    """How a cancel scope reads that is made by its class."""
    return "CancelScope(shield=True)" if shield else "CancelScope()"


class Watch:
    """What both backends have in common, and what needs none.

    Args:
        own: The program's files, by the names that their code has.
        story: What is told.
    """

    def __init__(self, own: Container[str], story: Story) -> None:
        self.own = own
        self.story = story
        self.waits = Waits(own, tells=story.adopts)
        self._rings: Identities[Ring] = Identities()

    def begin(self, output: Output = watch_output) -> None:
        """Watch from now on what needs no event loop.

        Args:
            output: What tells of each printed line.
        """
        output(self.line, self.story.print)
        self._watch_sleep()

    def site(self) -> Site:
        """Where the program is at this moment."""
        frame: FrameType | None = sys._getframe(1)
        call = None
        while frame:
            file = frame.f_code.co_filename
            if file in self.own:
                return Site(frame.f_lineno, call)
            if not file.startswith(_OWN) and not file.endswith("contextlib.py"):
                call = frame
            frame = frame.f_back
        return Site(None, call)

    def line(self) -> int | None:
        """The line of the program that does what happens at this moment."""
        site = self.site()
        if site.main or site.module == "anyio.to_thread":
            # no function of the program runs; it may be one that a thread has the event loop call
            actor = self.story.here.actor
            return actor.asked_at if isinstance(actor, Life) else self.story.here.line
        return site.line

    def origin(self, coroutine: Any) -> Any:
        """What of the program a coroutine runs, even if AnyIO made it to do so; None if nothing."""
        if not (code := attribute(coroutine, "cr_code")):
            return None
        if code.co_filename in self.own:
            return coroutine
        if not (frame := coroutine.cr_frame):
            return None
        if isinstance(handle := local(frame, "self"), TaskHandle):
            return self.origin(handle._coro)
        if coroutine.__qualname__ == "as_completed.<locals>.runner":
            return self.origin(local(frame, "awaitable"))
        function = local(frame, "func")
        return function if self.is_of_program(function) else None

    def is_of_program(self, function: Any) -> bool:
        """Whether a function is the program's own, or a generator is."""
        code = code_of(given(function).function)
        return code is not None and code.co_filename in self.own

    def name(self, given: str, coroutine: Any) -> str:
        """The name of a task; that of the program's own function, where AnyIO calls it."""
        origin = self.origin(coroutine)
        if origin and given.startswith(("anyio.from_thread.", "functools")):
            return short_name(origin)
        frame = attribute(origin, "cr_frame")
        return short_name(given.removeprefix(f"{frame.f_globals['__name__']}.") if frame else given)

    def called(self, coroutine: Any) -> tuple[str, tuple[str, ...]]:
        """The function that a task runs, and its arguments, before any of it has run."""
        outer = attribute(coroutine, "cr_frame")
        handle = local(outer, "self") if outer else None
        # what AnyIO calls for the program, or a function of its own that the program starts
        origin = self.origin(coroutine) or (
            handle._coro if isinstance(handle, TaskHandle) else None
        )
        if frame := attribute(origin, "cr_frame"):
            return short_name(origin), of_frame(frame)
        args = local(outer, "args") if outer else None
        return short_name(origin or ""), of_call(origin, args or ())

    def promised(self, coroutine: Any) -> Any:
        """What says how a thread's call of a portal ends, of which its task says nothing."""
        frame = attribute(coroutine, "cr_frame")
        while frame and isinstance(handle := local(frame, "self"), TaskHandle):
            coroutine = handle._coro
            frame = attribute(coroutine, "cr_frame")
        if not frame or frame.f_code is not _CALL:
            return None
        future = local(frame, "future")
        return future if isinstance(future, Future) else None

    def runs_tests(self, coroutine: Any) -> bool:
        """Whether a task is the one in which AnyIO's plugin of pytest runs fixtures and tests."""
        return _runs(coroutine, RUNS_TESTS)

    def is_shown(self, coroutine: Any, site: Site) -> bool:
        """Whether a task that is made is the program's own, not one that a library needs."""
        if _runs(coroutine, _ASKS_FOR_TEST):
            return False
        is_known = not site.call or site.module.partition(".")[0] in _KNOWN
        is_call = site.line is not None and is_known and site.name in _SPAWNERS
        return is_call or bool(self.origin(coroutine))

    def ring(self, made: Any) -> Ring | None:
        """What is known of a scope or a task group."""
        return self._rings.get(made)

    def add(self, ring: Ring, *made: Any) -> None:
        """Take down a new scope or task group, by the objects that stand for it."""
        if not self.story.is_full:
            self.know(ring, *made)
            self.story.scopes.open(ring)

    def know(self, ring: Ring, *made: Any) -> None:
        """Learn the objects that stand for a scope or a task group."""
        for each in made:
            if each is not None:
                self._rings.put(each, ring)

    def watch_backend(
        self,
        backend: Any,
        group: Any,
        is_left: Callable[[Any], bool],
    ) -> None:
        """Watch the scopes and task groups that AnyIO has a backend make.

        Args:
            backend: The backend's class.
            group: Its class of task groups, of which libraries make classes of their own.
            is_left: Says of one that was entered whether it has been left.
        """
        make_scope, init_group = backend.create_cancel_scope, group.__init__

        def create_cancel_scope(*, deadline: float = inf, shield: bool = False) -> Any:
            made = make_scope(deadline=deadline, shield=shield)
            frame = sys._getframe(2)
            caller = None if frame.f_code.co_filename in self.own else local(frame, "self")
            label, line, delay = self._what(frame.f_code, shield, isinstance(caller, TaskHandle))
            alarm = as_number(deadline)
            ring = Ring(label or "", line, False, is_left, deadline=delay)
            ring.alarm = inf if alarm is None else alarm
            ring.is_shown = bool(label) and label not in (TASK_HANDLE, FUTURE_CANCEL)
            self.add(ring, made)
            return made

        def watched_init(made: Any) -> None:
            init_group(made)
            site, known = self.site(), ref(made)

            def is_group_left(scope: Any) -> bool:
                # in old releases it leaves its scope before it waits for its tasks
                return is_left(scope) and not getattr(known(), "_active", False)

            ring = Ring("task group", site.line, True, is_group_left)
            ring.is_shown = site.line is not None and site.name in ("", "create_task_group")
            self.add(ring, made, made.cancel_scope)

        backend.create_cancel_scope = staticmethod(create_cancel_scope)
        group.__init__ = watched_init

    def _what(
        self, maker: CodeType, shield: bool, is_handle: bool
    ) -> tuple[str | None, int | None, float | None]:
        """How a new scope reads, the line that makes it, and how far its deadline lies ahead."""
        if maker is _CALL:
            return FUTURE_CANCEL, None, None
        site = self.site()
        if is_handle:
            actor = self.story.here.actor
            # on Trio, the task that start() makes creates its handle itself
            line = actor.line if site.main and isinstance(actor, Life) else site.line
            return TASK_HANDLE, line, None
        label, delay = self.made_by(site, "__new__", scope_label(shield))
        return label, site.line if label else None, delay

    def made_by(self, site: Site, call: str, label: str) -> tuple[str | None, float | None]:
        """How a new scope reads, and how far its deadline lies ahead; None for a library's.

        Args:
            site: Where it's made.
            call: The name of the call in which it's made, where that is of its class itself.
            label: How it reads then.
        """
        is_known = site.module.partition(".")[0] in _KNOWN
        if site.line and site.call and is_known and site.name in _MAKERS:
            given = (local(site.call, name) for name in _AHEAD)
            said = next((each for each in given if each is not None), None)
            if (delay := as_number(said)) is not None:
                return f"{site.name}({delay:g})", delay
            if said is None and site.name == "wait_for":
                return None, None
            return f"{site.name}({'' if said is None else '…'})", None
        if site.line and site.name == call:
            return label, None
        return None, None

    def _watch_sleep(self) -> None:
        # before Python 3.13, a sleep is no audit event
        sleep = time.sleep

        @functools.wraps(sleep)
        def watched_sleep(seconds: float) -> None:
            length = as_number(seconds)
            if length is None or not 0 <= length <= _LONGEST:
                return sleep(seconds)  # what else it takes, or how it refuses, is its own matter
            slept = self.story.sleep(length, self.line())
            try:
                sleep(seconds)
            finally:
                self.story.slept(slept)

        clock: Any = time
        clock.sleep = watched_sleep


def _runs(coroutine: Any, function: str) -> bool:
    """Whether a coroutine is that of a function of AnyIO's."""
    code = attribute(coroutine, "cr_code")
    is_code = type(code) is CodeType and code.co_filename.startswith(_ANYIO)
    return is_code and code.co_name == function
