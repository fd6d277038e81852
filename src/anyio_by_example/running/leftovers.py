"""Leftovers: what a program leaves behind, as it shows inside its own process."""

from __future__ import annotations

import _thread
import functools
import gc
import logging
import re
import sys
import threading
import warnings
from collections.abc import Callable
from operator import methodcaller
from time import monotonic
from types import FrameType
from typing import Any

from anyio_by_example.running.job import GRACE

_MOST, _LONGEST = 20, 500
"""How many leftovers of a kind are taken down, and how many characters of what each is."""

_UNAWAITED = re.compile("coroutine (?:method )?'(.+?)'.* was never awaited", re.DOTALL)

_PENDING = "Task was destroyed but it is pending!"


class Leftovers:
    """Takes down what a program leaves, without changing what it does or prints.

    Args:
        path: The program's file.
    """

    def __init__(self, path: str) -> None:
        self.found: list[dict[str, Any]] = []
        """What was left, each with its `kind` as in `leaves`, `what` it is, and the `line`."""
        self._path = path
        self._message = ""

    def watch(self) -> None:
        """Take down from now on what is destroyed without having been closed or awaited."""
        self.watch_warnings()
        self._watch_tasks()

    def watch_warnings(self) -> None:
        """Put the filter that takes down what is never closed or awaited before all others.

        Python asks a filter whether the message matches and whether the category is its own. This
        object answers both, and says no in the end, so that each warning goes on to the filters
        that Python and the program have.
        """
        filters: list[Any] = warnings.filters  # type: ignore[assignment]
        filters[:] = [each for each in filters if each[1] is not self]
        filters.insert(0, ("default", self, self, None, 0))

    def match(self, message: str) -> bool:
        """Remember a warning's message, as if to compare it."""
        self._message = message
        return True

    def __subclasscheck__(self, category: type[Warning]) -> bool:
        """Take the warning down if it tells of a leftover; it's never this filter's own."""
        unawaited = _UNAWAITED.match(self._message)
        if issubclass(category, ResourceWarning):
            kind = "process" if self._message.startswith("subprocess") else "resource"
            self._note(kind, self._message, self.line())
        elif issubclass(category, RuntimeWarning) and unawaited:
            self._note("coroutine", unawaited[1], self.line())
        return False

    def threads(self) -> bool:
        """Take down the threads, daemons apart, that outlive the program. Returns if there are."""
        here = threading.current_thread()
        threads = [t for t in threading.enumerate() if t is not here and not t.daemon]
        end = monotonic() + GRACE
        for thread in threads:
            thread.join(max(0.0, end - monotonic()))
        frames = sys._current_frames()
        alive = [thread for thread in threads if thread.is_alive()]
        for thread in alive:
            self._note("thread", thread.name, self._line_in(frames.get(thread.ident or 0)))
        return bool(alive)

    def objects(self) -> None:
        """Destroy what the program left in memory, as the interpreter does at its end.

        Like there, no Python frame is on the stack, which a warning would name as its origin: so
        it's done in a thread that calls built-in functions only.
        """
        self.watch_warnings()
        done = threading.Lock()
        done.acquire()
        steps = map(methodcaller("__call__"), (gc.collect, done.release))
        try:
            _thread.start_new_thread(list, (steps,))
        except RuntimeError:  # the system, or the program, allows no further thread
            gc.collect()
        else:
            done.acquire()

    def line(self) -> int | None:
        """The line of the program that runs at this moment, or that called what runs."""
        return self._line_in(sys._getframe(1))

    def _line_in(self, frame: FrameType | None) -> int | None:
        while frame and frame.f_code.co_filename != self._path:
            frame = frame.f_back
        return frame.f_lineno if frame else None

    def _watch_tasks(self) -> None:
        """See what event loops are told of tasks, whatever becomes of it then.

        A program may have a handler of its own, or switch logging off. One that starts without
        asyncio, to show what is imported, is watched by its log.
        """
        kinds = [("asyncio", "BaseEventLoop"), ("uvloop", "Loop")]
        loops = [getattr(sys.modules[name], kind) for name, kind in kinds if name in sys.modules]
        for loop in loops:
            loop.call_exception_handler = self._seeing(loop.call_exception_handler)
        if not loops:
            logging.getLogger("asyncio").addFilter(self._see_log)

    def _seeing(self, call: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(call)
        def call_exception_handler(loop: Any, context: dict[str, Any]) -> None:
            self._see(context.get("message"))
            call(loop, context)

        return call_exception_handler

    def _see_log(self, record: logging.LogRecord) -> bool:
        self._see(record.msg)
        return True

    def _see(self, message: object) -> None:
        if isinstance(message, str) and message.startswith(_PENDING):
            self._note("task", "", self.line())

    def _note(self, kind: str, what: str, line: int | None) -> None:
        if sum(each["kind"] == kind for each in self.found) < _MOST:
            self.found.append({"kind": kind, "what": what[:_LONGEST], "line": line})
