"""Plain threads: those that a program starts itself, and what it gives to a pool or to Trio.

None of these says how long it works; but each says when it begins, and when it's over.
"""

from __future__ import annotations

import functools
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import thread as pool
from contextlib import suppress
from contextvars import Context
from itertools import starmap
from typing import Any

from anyio_timeline.watching.arguments import of_call
from anyio_timeline.watching.blocking import LOOPS
from anyio_timeline.watching.callables import attribute, given
from anyio_timeline.watching.cast import Call, Life
from anyio_timeline.watching.site import short_name
from anyio_timeline.watching.variables import local
from anyio_timeline.watching.watch import Watch

_By = tuple[str, str]
"""A module and the name of a function of it, or of a method there."""

_STARTED: tuple[_By, ...] = (("threading", "start"),)
_TO_TRIO: tuple[_By, ...] = (("trio._threads", "to_thread_run_sync"),)
_TO_POOL: tuple[_By, ...] = (
    ("asyncio.base_events", "run_in_executor"),
    ("asyncio.threads", "to_thread"),
    ("concurrent.futures._base", "map"),
    ("concurrent.futures.thread", "submit"),
)
"""What a program calls to start a thread, or to have one of Trio's or of a pool run something."""

_BACKEND = "anyio._backends._trio"
"""The module of what AnyIO has Trio run in a thread; of that is told already."""

_STARTS = ("_start_joinable_thread", "_start_new_thread")
"""What `threading` calls to start one: since Python 3.13, and before."""


class PlainThreads:
    """Tells of threads that AnyIO knows nothing of.

    Args:
        watch: What is common to all backends.
    """

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self._threads = watch.story.threads

    def begin(self) -> None:
        """Watch from now on."""
        self._watch_threads()
        self._watch_pools()
        with suppress(ImportError):
            from trio._core._thread_cache import ThreadCache

            self._watch_trio(ThreadCache)

    def given(self, by: tuple[_By, ...], function: Any, args: Any = None, *_: Any) -> Call | None:
        """What a thread is to run; None if that isn't the program's.

        Args:
            by: What a program calls to have it run what is not its own.
            function: What it runs.
            args: The arguments of that.
        """
        try:
            return self._given(by, function, args)
        except Exception as error:
            self.watch.story.fail(error)
            return None

    def _given(self, by: tuple[_By, ...], function: Any, args: Any) -> Call | None:
        site, story = self.watch.site(), self.watch.story
        # any other iterable would be used up
        called, values = _called(function, tuple(args) if isinstance(args, list | tuple) else ())
        owner = story.here.who
        is_call = bool(site.line) and (site.module, site.name) in by
        if site.main and isinstance(owner, Life) and owner.is_shown:
            is_call = _is_whole_task(by)
        if story.is_full or not (is_call or self.watch.is_of_program(called)):
            return None
        line = None if site.main else site.line
        at = story.measured() or (owner.now if owner else story.latest)
        call = Call(short_name(called), line or (owner.line if owner else None), owner, at, at)
        call.tells_end = True
        call.called = call.name, of_call(called, values)
        return call

    def _watch_threads(self) -> None:
        kind: Any = threading.Thread
        runs = kind._bootstrap_inner
        waiting: dict[int, Call] = {}
        name = next(each for each in _STARTS if hasattr(threading, each))
        start = getattr(threading, name)

        def watched_start(bootstrap: Any, *args: Any, **options: Any) -> Any:
            thread = getattr(bootstrap, "__self__", None)
            if isinstance(thread, threading.Thread) and (call := self._given_to(thread)):
                call.is_awaited = call.is_worker = False
                waiting[id(thread)] = call
            return start(bootstrap, *args, **options)

        def watched_runs(thread: Any) -> None:
            if call := waiting.pop(id(thread), None):
                self._threads.start(call)
            try:
                runs(thread)
            finally:
                # an error's traceback may keep this frame, and all that it knows
                del thread
                if call:
                    self._threads.finish(call)

        setattr(threading, name, watched_start)
        kind._bootstrap_inner = watched_runs

    def _given_to(self, thread: Any) -> Call | None:
        """What a new thread runs: a function, or what its own class says."""
        is_usual = type(thread).run is threading.Thread.run and "run" not in vars(thread)
        if is_usual:
            return self.given(_STARTED, thread._target, thread._args)
        return self.given(_STARTED, thread.run, None)

    def _watch_pools(self) -> None:
        kind: Any = pool._WorkItem
        init, runs = kind.__init__, kind.run

        @functools.wraps(init)
        def watched_init(item: Any, future: Any, *task: Any) -> None:
            init(item, future, *task)
            # since Python 3.14, function and arguments are given together
            if call := self.given(_TO_POOL, *(task if len(task) > 1 else task[0])):
                call.is_awaited = False
            item._call = call

        @functools.wraps(runs)
        def watched_runs(item: Any, *context: Any) -> None:
            if call := None if item.future.cancelled() else item._call:
                self._threads.start(call)
            try:
                runs(item, *context)
            finally:
                # an error's traceback may keep this frame, and all that it knows
                del item, context
                if call:
                    self._threads.finish(call)

        kind.__init__, kind.run = watched_init, watched_runs

    def _watch_trio(self, kind: Any) -> None:
        start = kind.start_thread_soon

        def watched_start(cache: Any, fn: Any, deliver: Any, *name: Any) -> None:
            # the function of Trio's that has it run knows what the program has given
            frame = sys._getframe(1).f_back
            called = local(frame, "sync_fn") if frame else None
            is_plain = called is not None and getattr(called, "__module__", "") != _BACKEND
            args = local(frame, "args", ()) if frame and is_plain else ()
            if is_plain and (call := self.given(_TO_TRIO, called, args)):
                # all of this is C code: it leaves no frame in a traceback
                fn = functools.partial(next, starmap(fn, self._before(call)))
                deliver = self._after(call, deliver)
            start(cache, fn, deliver, *name)

        kind.start_thread_soon = watched_start

    def _before(self, call: Call) -> Iterator[tuple[()]]:
        """The arguments of what Trio has a thread run, of which there are none."""
        self._threads.start(call)
        yield ()

    def _after(self, call: Call, deliver: Callable[[Any], object]) -> Callable[[Any], object]:
        """What delivers the result, and is the last that the thread does."""

        def delivers(result: Any) -> None:
            deliver(result)
            self._threads.finish(call, has_told=True)

        return delivers


def _is_whole_task(by: tuple[_By, ...]) -> bool:
    """Whether what gives a thread something to run is what the task runs, and all of that."""
    outermost, frame = None, sys._getframe(1)
    while frame.f_back and not frame.f_code.co_filename.endswith(LOOPS):
        if not frame.f_globals.get("__name__", "").startswith(__package__ or ""):
            outermost = frame
        frame = frame.f_back
    if outermost is None:
        return False
    return (outermost.f_globals.get("__name__"), outermost.f_code.co_name) in by


def _called(function: Any, args: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """What is run, and its arguments; also where a context runs it, as with `to_thread()`."""
    function, args, _ = given(function, args)
    is_context = type(attribute(function, "__self__")) is Context
    return _called(args[0], args[1:]) if is_context and args else (function, args)
