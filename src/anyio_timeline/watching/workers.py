"""Workers: the calls that AnyIO has worker threads run."""

from __future__ import annotations

import functools
import sys
from collections.abc import Iterator
from itertools import starmap
from types import FrameType
from typing import Any

from anyio_timeline.watching.arguments import of_call
from anyio_timeline.watching.callables import given
from anyio_timeline.watching.cast import Call, Life
from anyio_timeline.watching.event_loop import START
from anyio_timeline.watching.site import short_name
from anyio_timeline.watching.watch import TaskHandle, Watch


def watch_workers(watch: Watch, backend: Any) -> None:
    """Tell from now on of the calls that a backend has worker threads run.

    Args:
        watch: What knows the program.
        backend: The backend's class.
    """
    run_in_thread = backend.run_sync_in_worker_thread

    def run_sync_in_worker_thread(func: Any, args: Any, *rest: Any, **options: Any) -> Any:
        try:
            call = _call(watch, func, args, sys._getframe(1))
        except Exception as error:
            watch.story.fail(error)
            call = None
        if call:
            # all of this is C code: it leaves no frame in a traceback
            func, args = functools.partial(next, starmap(func, _begins(watch, call, args))), ()
        return run_in_thread(func, args, *rest, **options)

    backend.run_sync_in_worker_thread = staticmethod(run_sync_in_worker_thread)


def _own_function(watch: Watch, function: Any, args: tuple[Any, ...]) -> Any:
    """The program's own of what is to be called; a library's function may be given it.

    Args:
        watch: What knows the program.
        function: What is called.
        args: The arguments of that.

    Returns:
        A function or a generator; None if there is none.
    """
    called, args, more = given(function, args)
    return next((each for each in (called, *args, *more) if watch.is_of_program(each)), None)


def _is_own(watch: Watch, frame: FrameType | None) -> bool:
    """Whether a frame is the program's, or the one with which AnyIO starts a task of it."""
    code = frame.f_code if frame else None
    return code is not None and (
        code.co_filename in watch.own or code is TaskHandle._run_coro.__code__
    )


def _call(watch: Watch, function: Any, args: Any, caller: FrameType) -> Call | None:
    """A call that is to begin in a worker thread; None if it isn't the program's."""
    story = watch.story
    if story.is_full or caller.f_globals["__name__"] != "anyio.to_thread":
        return None
    own = _own_function(watch, function, args)
    called = function if _is_own(watch, caller.f_back) else own
    if called is None:
        return None
    if own is not None:
        story.adopt(story.here.actor, short_name(own))
    site, owner = watch.site(), story.here.actor
    line = site.line
    # nothing of the program is below a task that runs a function of AnyIO but what started it
    if isinstance(owner, Life) and (site.main or not line):
        line = owner.line
    call = Call(short_name(called), line, owner, START, START)
    call.called = call.name, of_call(called, args if called is function else ())
    return call


def _begins(watch: Watch, call: Call, args: Any) -> Iterator[Any]:
    """The arguments of what a worker thread calls, right before it does."""
    watch.story.threads.start(call)
    yield args
