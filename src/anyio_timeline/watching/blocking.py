"""Blocking: which line of a program keeps an event loop from all else.

A step of a task that takes long says only where it begins and where it ends. So another thread
looks meanwhile where it is.
"""

from __future__ import annotations

import os
import sys
from _thread import LockType
from collections import Counter
from collections.abc import Callable, Container
from pathlib import Path
from time import monotonic
from types import FrameType

from anyio_timeline.watching.aside import Aside
from anyio_timeline.watching.cast import Life
from anyio_timeline.watching.event_loop import LONG

_EVERY = 0.015
"""Seconds between two looks."""

LOOPS = tuple(
    str(Path(*path))
    for path in (
        ("asyncio", "events.py"),
        ("asyncio", "base_events.py"),
        ("trio", "_core", "_run.py"),
    )
)
"""What the names of the files end with in which event loops call steps."""


class Blocking:
    """Looks where tasks are that run for long.

    Args:
        own: The program's files, by the names that their code has.
    """

    def __init__(self, own: Container[str]) -> None:
        self.running: dict[int, tuple[Life, float] | None] = {}
        """Who runs in each thread, by its number, and since when on the clock."""
        self._own = own
        self.named: Callable[[str], str] = os.path.basename
        """What a file is called."""
        self._seen: dict[Life, list[tuple[float, tuple[str, int]]]] = {}
        self._aside = Aside(self._look)

    def begin(self) -> None:
        """Look from now on."""
        self._aside.begin()

    def end(self) -> None:
        """Look no longer."""
        self._aside.end()

    def line(self, life: Life, since: float) -> tuple[str, int] | None:
        """The file and the line in which a task mostly was that has run for long until now.

        Args:
            life: The task.
            since: The time on the clock from which on that counts.
        """
        seen = Counter(place for at, place in self._seen.pop(life, ()) if at >= since)
        return seen.most_common(1)[0][0] if seen else None

    def _look(self, stops: LockType) -> None:
        while not stops.acquire(timeout=_EVERY):
            self._see()

    def _see(self) -> None:
        now = monotonic()
        late = [
            (number, each[0])
            for number, each in [*self.running.items()]
            if each and now - each[1] > LONG
        ]
        frames = sys._current_frames() if late else {}
        for number, life in late:
            if place := self._place(frames.get(number)):
                self._seen.setdefault(life, []).append((now, place))
        # what a frame holds lives as long as that does; this one is among them, and holds them all
        frames.clear()

    def _place(self, frame: FrameType | None) -> tuple[str, int] | None:
        """The innermost line of the program in a step; if it has none, the outermost one."""
        outermost = None
        while frame and not frame.f_code.co_filename.endswith(LOOPS):
            is_own = frame.f_code.co_filename in self._own
            if is_own or not frame.f_globals.get("__name__", "").startswith("anyio."):
                outermost = frame.f_code.co_filename, frame.f_lineno
            if is_own:
                break
            frame = frame.f_back
        return outermost
