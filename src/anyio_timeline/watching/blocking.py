"""Blocking: which line of a program keeps an event loop from all else.

A step of a task that takes long says only where it begins and where it ends. So another thread
looks meanwhile where it is. `threading` doesn't know of that one, and it's gone when the program
forks.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from _thread import LockType, allocate_lock, start_new_thread
from collections import Counter
from collections.abc import Container, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic
from types import FrameType

from anyio_timeline.watching.cast import LONG, Life

_EVERY = 0.015
"""Seconds between two looks."""

_LOOPS = tuple(
    str(Path(*path))
    for path in (
        ("asyncio", "events.py"),
        ("asyncio", "base_events.py"),
        ("trio", "_core", "_run.py"),
    )
)
"""What the names of the files end with in which event loops call steps."""

_GONE = 0.05
"""Seconds in which a thread that has been told to end does so, at most."""


@contextmanager
def no_signals() -> Iterator[None]:
    """Let a thread that is started get no signals, which are for the threads of the program."""
    if os.name != "posix":
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


class Blocking:
    """Looks where tasks are that run for long.

    Args:
        own: The program's files, by the names that their code has.
    """

    def __init__(self, own: Container[str]) -> None:
        self.running: dict[int, tuple[Life, float] | None] = {}
        """Who runs in each thread, by its number, and since when on the clock."""
        self._own = own
        self._seen: dict[Life, Counter[tuple[str, int]]] = {}
        self._stops = allocate_lock()
        self._number = 0
        self._is_wanted = False

    def begin(self) -> None:
        """Look from now on."""
        self._is_wanted = True
        self._start()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(
                before=self._stop, after_in_parent=self._start, after_in_child=self.end
            )

    def end(self) -> None:
        """Look no longer."""
        self._is_wanted = False
        if self._number:
            self._stop()

    def line(self, life: Life) -> tuple[str, int] | None:
        """The file and the line in which a task mostly was that has run for long until now."""
        seen = self._seen.pop(life, None)
        return seen.most_common(1)[0][0] if seen else None

    def _start(self) -> None:
        if self._is_wanted:
            self._stops = allocate_lock()
            self._stops.acquire()
            # a process that can't have one more thread does without
            with suppress(RuntimeError), no_signals():
                start_new_thread(self._look, (self._stops,))

    def _stop(self) -> None:
        number, self._number = self._number, 0
        with suppress(RuntimeError):
            self._stops.release()
        until = monotonic() + _GONE
        # Python says, when it forks, how many threads the system knows
        while number and Path(f"/proc/self/task/{number}").exists() and monotonic() < until:
            self._pause(0.0002)

    def _look(self, stops: LockType) -> None:
        self._number = threading.get_native_id()
        while not stops.acquire(timeout=_EVERY):
            now = monotonic()
            late = [
                (number, each[0])
                for number, each in [*self.running.items()]
                if each and now - each[1] > LONG
            ]
            frames = sys._current_frames() if late else {}
            for number, life in late:
                if place := self._place(frames.get(number)):
                    self._seen.setdefault(life, Counter())[place] += 1

    def _place(self, frame: FrameType | None) -> tuple[str, int] | None:
        """The innermost line of the program in a step; if it has none, the outermost one."""
        outermost = None
        while frame and not frame.f_code.co_filename.endswith(_LOOPS):
            is_own = frame.f_code.co_filename in self._own
            if is_own or not frame.f_globals.get("__name__", "").startswith("anyio."):
                outermost = frame.f_code.co_filename, frame.f_lineno
            if is_own:
                break
            frame = frame.f_back
        return outermost

    def _pause(self, seconds: float) -> None:
        lock = allocate_lock()
        with lock:
            lock.acquire(timeout=seconds)
