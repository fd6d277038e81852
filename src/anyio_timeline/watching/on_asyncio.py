"""OnAsyncio: what tells of the steps of tasks on asyncio and uvloop.

Whatever an event loop of asyncio runs next, a step of a task or a callback, is given to its method
`call_soon`. Here two callbacks more are given to it, one right before and one right after.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from time import monotonic
from types import BuiltinFunctionType, FunctionType, MethodType
from typing import Any
from weakref import WeakKeyDictionary, ref

from anyio._backends import _asyncio as backend

from anyio_timeline.model import TASK_HANDLE, Moment
from anyio_timeline.watching.asyncio_scopes import AsyncioScopes
from anyio_timeline.watching.callables import attribute
from anyio_timeline.watching.cast import Call, Life, Ring
from anyio_timeline.watching.event_loop import Loop
from anyio_timeline.watching.identities import Identities
from anyio_timeline.watching.methods import watch_methods
from anyio_timeline.watching.site import short_name
from anyio_timeline.watching.steps import Callback, Step
from anyio_timeline.watching.timers import timed
from anyio_timeline.watching.variables import local
from anyio_timeline.watching.watch import Watch
from anyio_timeline.watching.workers import watch_workers

_WRAPPER = "TaskStepMethWrapper"
"""What asyncio calls what runs a step, if it's written in C."""

_STEPS = ("task_wakeup", "__step", "__wakeup")
"""What the methods of tasks are called that do so."""

_tasks: Any = asyncio.tasks
_GATHERING = _tasks._GatheringFuture
"""What `gather()` gives."""


class OnAsyncio:
    """Tells of tasks on asyncio.

    Args:
        watch: What is common to all backends.
    """

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.story = watch.story
        self._lives: Identities[Life] = Identities()
        self._scopes = AsyncioScopes(watch, self._lives)
        self._loops: WeakKeyDictionary[Any, Loop] = WeakKeyDictionary()
        self._unnamed: set[Life] = set()
        self._newest: tuple[Life, ref[asyncio.Task[Any]]] | None = None
        self._starting: dict[Life, tuple[Any, Ring | None]] = {}

    def begin(self) -> None:
        """Watch from now on."""
        self.story.on_again += [self._lives.clear]
        self.story.timer = lambda: timed(self.story.here.loop, self.watch.ring)
        self.story.in_loop.append(lambda: asyncio._get_running_loop() is not None)
        self._watch_loop(asyncio.BaseEventLoop)
        with suppress(ImportError):
            import uvloop

            self._watch_loop(uvloop.Loop)
        self._watch_groups()
        self._scopes.begin()
        self.watch.watch_backend(backend.AsyncIOBackend, backend.TaskGroup, is_left=_is_left)
        watch_workers(self.watch, backend.AsyncIOBackend)
        watch_methods(self.watch, backend.CancelScope, lambda scope: scope)

    def _watch_loop(self, kind: Any) -> None:
        call_soon, threadsafe = kind.call_soon, kind.call_soon_threadsafe
        story = self.story
        run_once: Any = asyncio.BaseEventLoop._run_once  # type: ignore[attr-defined]

        def watched(loop: Any, callback: Any, *args: Any, context: Any = None) -> Any:
            if story.is_full:
                return call_soon(loop, callback, *args, context=context)
            try:
                beside = self._beside(callback, args)
            except Exception as error:
                story.fail(error)
                return call_soon(loop, callback, *args, context=context)
            if getattr(type(loop), "_run_once", None) is not run_once:
                call_soon(loop, beside._run)
                handle = call_soon(loop, callback, *args, context=context)
                call_soon(loop, beside._run)
                return handle
            # the same, without what `call_soon` makes and checks
            loop._ready.append(beside)
            handle = call_soon(loop, callback, *args, context=context)
            loop._ready.append(beside)
            return _without_us(handle)

        def watched_threadsafe(loop: Any, callback: Any, *args: Any, context: Any = None) -> Any:
            if loop.get_debug() and isinstance(loop, asyncio.BaseEventLoop):
                checked: Any = loop
                checked._check_closed()
                checked._check_callback(callback, "call_soon_threadsafe")
            site = self.watch.site()
            told = story.threads.asked(
                *(site.line, site.label, callback, *args),
                begins=partial(_give_back, callback, args),
            )
            return _without_us(threadsafe(loop, told, context=context))

        kind.call_soon = watched
        kind.call_soon_threadsafe = watched_threadsafe

    def _beside(self, callback: Any, args: tuple[Any, ...]) -> Step | Callback:
        """What is run right before and after a step of a task, or a callback."""
        story = self.story
        task = _stepped(callback)
        if not issubclass(type(task), asyncio.Task):
            return Callback(story.here, story.cause)
        life = self._life(task)
        is_cancelled = bool(args) and _is_cancelled(args[0])
        if is_cancelled and life.waiting:
            # what gather() gives waits for several
            awaited = [args[0], *getattr(args[0], "_children", ())]
            self._scopes.cancels(life, task, filter(None, map(self._lives.get, awaited)))
        if story.here.actor is not life:
            return Step(self, life, task, is_cancelled, story.cause)
        life.yields = story.is_measured and life.is_shown
        return Step(self, life, task, is_cancelled, life.now)

    def _life(self, task: asyncio.Task[Any]) -> Life:
        if life := self._lives.get(task):
            return life
        coroutine: Any = task.get_coro()
        story, site = self.story, self.watch.site()
        event_loop = task.get_loop()
        loop = self._loops.get(event_loop)
        is_first = loop is None
        if loop is None:
            loop = self._loops[event_loop] = Loop(_clock(event_loop))
        owner = story.here.who or story.here.asker
        is_root = owner is None or (isinstance(owner, Call) and owner.tells_end)
        main = site.main if is_root and is_first else ""
        life = story.spawn(self._name(task), site.line or story.here.line, owner, None, loop)
        life.called = self.watch.called(coroutine)
        frame = attribute(coroutine, "cr_frame")  # aclose() of a generator has none
        inside = frame.f_globals if frame else {}
        is_main = bool(main) and inside.get("__name__") == backend.__name__
        life.is_shown = is_main or self.watch.is_shown(coroutine, site)
        life.runs_tests = self.watch.runs_tests(coroutine)
        life.promise = _held(self.watch.promised(coroutine))
        if main:
            life.name = main
        elif owner and owner is story.here.asker:
            life.name = short_name(self.watch.origin(coroutine) or coroutine)
            life.line = story.here.line
        else:
            self._unnamed.add(life)
        self._lives.put(task, life)
        self._newest = life, ref(task)
        if group := self._scopes.group_of_new():
            story.settle(life, group.task, group)
        return life

    def join(self, name: str) -> Life | None:
        """Tell of the task that runs now, whose step has begun before; None if there is none.

        Args:
            name: What it's called.
        """
        loop: Any = asyncio._get_running_loop()
        task = asyncio.current_task() if loop else None
        if not task or not hasattr(loop, "_ready"):
            return None
        life = self._life(task)
        life.name, life.is_shown = name, True
        self._unnamed.discard(life)
        self.story.turns.resume(life, None, False)
        # it's run right after this step
        rest = Step(self, life, task, False, None)
        rest.has_begun = True
        loop._ready.appendleft(rest)
        return life

    def _name(self, task: asyncio.Task[Any]) -> str:
        name, coroutine = task.get_name(), task.get_coro()
        is_given = not re.fullmatch(r"Task-\d+", name)
        return short_name(name if is_given else self.watch.origin(coroutine) or coroutine)

    def resume(self, life: Life, task: Any, is_cancelled: bool, cause: Moment | None) -> None:
        """A step of a task begins."""
        if task.done():
            return
        if self._unnamed and life in self._unnamed:
            self._unnamed.remove(life)
            life.name = self._name(task)  # before Python 3.12, it had none when it was made
        if task._must_cancel:
            is_cancelled = True
            life.asked = getattr(task, "cancelling", int)()
        if life.yields:
            life.yields = False
            if self.story.turns.goes_on(life, is_cancelled):
                return
            life.waiting = self.watch.waits.turn(task.get_coro(), is_cancelled)
        self.story.turns.resume(life, cause, is_cancelled)

    def suspend(self, life: Life, task: asyncio.Task[Any]) -> None:
        """A step of a task has ended."""
        if self.story.here.actor is not life:
            return
        if self._starting and life in self._starting and _has_result(self._starting[life][0]):
            _, group = self._starting.pop(life)
            self.story.settle(life, group.task if group else life.owner, group)
        if life.asked:  # it may have taken that back
            life.asked = task.cancelling()
        if not task.done():
            if life.yields:
                self.story.turns.rest(life)
                return
            waiting = self.watch.waits.of(task.get_coro())
            if waiting.kind == "task" and not waiting.label:
                waiting.label = _awaited(task)
            self.story.turns.suspend(life, waiting)
        elif task.cancelled():
            self.story.turns.finish(life, "cancelled")
        elif error := task._exception:
            self.story.turns.finish(life, "raised", type(error).__name__)
        else:
            self.story.turns.finish(life, "finished")

    def _watch_groups(self) -> None:
        watch = self.watch
        kind: Any = backend.TaskGroup
        spawn = kind._spawn

        def watched_spawn(group: Any, *given: Any, **named: Any) -> Any:
            self._newest = None
            # before AnyIO 4.14, it's given a function and its arguments, and a future
            place = 3 if callable(given[0]) else 2
            task_status = given[place] if len(given) > place else named.get("task_status")
            started = getattr(task_status, "_future", task_status)
            if scope := getattr(task_status, "_spawn_scope", None):
                # start() makes the scope of the handle itself
                ring = Ring(TASK_HANDLE, watch.line(), False, _is_left, is_shown=False)
                watch.add(ring, scope)
            handle = spawn(group, *given, **named)
            if self._newest is None:
                return handle  # the story is full
            life, task = self._newest
            ring = watch.ring(group)
            self._unnamed.discard(life)
            made: Any = task()
            life.name = watch.name(
                getattr(handle, "name", None) or made.get_name(), made.get_coro()
            )
            if task_status is not None:
                # until it calls started(), it's in the scopes of whoever called start()
                self._starting[life] = started, ring
                actor = self.story.here.actor
                inner = actor.inner if isinstance(actor, Life) else None
                self.story.settle(life, life.owner, inner, is_member=False)
            elif ring:
                self.story.settle(life, ring.task, ring)
            return handle

        kind._spawn = watched_spawn


def _stepped(callback: Any) -> Any:
    """The task of which a callback is a step; None if it's none."""
    kind = type(callback)
    if kind is BuiltinFunctionType:
        is_step = callback.__name__ in _STEPS
    elif kind is MethodType:
        function = callback.__func__
        is_step = type(function) is FunctionType and function.__name__ in _STEPS
    else:
        is_step = type(kind) is type and kind.__name__ == _WRAPPER
    return callback.__self__ if is_step else None


def _give_back(callback: Any, args: tuple[Any, ...]) -> None:
    """Let the handle that runs what a thread has asked for say what that is, if it fails."""
    # who runs it has it already
    handle = local(sys._getframe(2), "self")
    if isinstance(handle, asyncio.Handle):
        handle._callback, handle._args = callback, args  # type: ignore[attr-defined]


def _without_us(handle: Any) -> Any:
    """A handle that says who made it, in debug mode, as without this."""
    if made_by := getattr(handle, "_source_traceback", None):
        del made_by[-1]
    return handle


def _held(future: Any) -> ref[Any] | None:
    return None if future is None else ref(future)


def _clock(event_loop: Any) -> Callable[[], float]:
    """The clock of an event loop, which it doesn't keep alive."""
    if type(event_loop).time is asyncio.BaseEventLoop.time:
        return monotonic
    loop: Any = ref(event_loop)
    return lambda: float(loop().time())


def _is_left(scope: Any) -> bool:
    return not scope._active


def _awaited(task: Any) -> str:
    """What the program itself awaits in a task."""
    future = task._fut_waiter
    if isinstance(future, asyncio.Task):
        return "await task"
    return "gather()" if isinstance(future, _GATHERING) else "await future"


def _is_cancelled(future: Any) -> bool:
    """Whether what has woken a task was cancelled; it may be an error instead."""
    if not isinstance(future, asyncio.Future):
        return False
    # what gather() gives hands on that it was cancelled as an error
    is_gathering = isinstance(future, _GATHERING)
    error = getattr(future, "_exception", None) if is_gathering else None
    return future.cancelled() or isinstance(error, asyncio.CancelledError)


def _has_result(future: asyncio.Future[Any]) -> bool:
    return future.done() and not future.cancelled() and not future.exception()
