"""Aside: a thread beside those of the program, which the program hardly sees.

`threading` doesn't know of it, it gets no signals, and it's gone while the program forks.
"""

from __future__ import annotations

import os
import signal
import threading
from _thread import LockType, allocate_lock, start_new_thread
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic

_GONE = 0.2
"""Seconds in which a thread that has been told to end does so, at most."""

_PAUSE = 0.0002
"""Seconds between two looks whether it's gone."""


class Aside:
    """Does something until it's told to end.

    Args:
        work: What it does, until it can acquire the lock that it's given.
        in_child: What a fork of the program does first.
    """

    def __init__(
        self, work: Callable[[LockType], object], in_child: Callable[[], object] = lambda: None
    ) -> None:
        self._work = work
        self._in_child = in_child
        self._stops = allocate_lock()
        self._number = 0
        self._is_wanted = False

    def begin(self) -> None:
        """Do it from now on."""
        self._is_wanted = True
        self._start()
        if hasattr(os, "register_at_fork"):
            os.register_at_fork(
                before=self._stop, after_in_parent=self._start, after_in_child=self._forked
            )

    def end(self) -> None:
        """Do it no longer."""
        self._is_wanted = False
        if self._number:
            self._stop()

    def _forked(self) -> None:
        self._is_wanted, self._number = False, 0
        self._in_child()

    def _start(self) -> None:
        if self._is_wanted:
            self._stops = allocate_lock()
            self._stops.acquire()
            # a process that can't have one more thread does without
            with suppress(RuntimeError), _no_signals():
                begun = allocate_lock()
                begun.acquire()
                start_new_thread(self._run, (self._stops, begun))
                # who forks at once waits for its end, and so has to know which it is
                begun.acquire(timeout=_GONE)

    def _run(self, stops: LockType, begun: LockType) -> None:
        self._number = threading.get_native_id()
        begun.release()
        self._work(stops)

    def _stop(self) -> None:
        number, self._number = self._number, 0
        with suppress(RuntimeError):
            self._stops.release()
        until = monotonic() + _GONE
        lock = allocate_lock()
        # Python says, when it forks, how many threads the system knows
        with lock:
            while number and Path(f"/proc/self/task/{number}").exists() and monotonic() < until:
                lock.acquire(timeout=_PAUSE)


@contextmanager
def _no_signals() -> Iterator[None]:
    """Let a thread that is started get no signals: these are for the threads of the program."""
    if os.name != "posix":
        yield
        return
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
