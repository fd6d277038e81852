"""Timers: when a program asked for what happens, where only asyncio's loop knows of that."""

from __future__ import annotations

import asyncio
import sys
from types import FrameType

from anyio_timeline.model import Moment
from anyio_timeline.watching.cast import Life, late
from anyio_timeline.watching.lengths import asked
from anyio_timeline.watching.variables import local

_RUN = asyncio.Handle._run.__code__


def rung(life: Life) -> Moment:
    """When something happens to a task now that no task does, be it a timer's or somebody else's.

    What else it may be is known to a tenth of a second.
    """
    return timed(life) or late(life.by_clock)


def timed(life: Life) -> Moment | None:
    """When a timer was to do what it does to a task now; None if none does it."""
    when = _alarm()
    if when is None:
        return None
    ahead = asked(when - life.loop.clock() + life.untold)
    seconds = round(life.loop.sees(life.now.seconds + ahead), 6)
    return late(max(life.now, Moment(seconds)))


def _alarm() -> float | None:
    """When the timer that runs now was to do so, on the clock of its loop."""
    frame: FrameType | None = sys._getframe(1)
    while frame:
        if frame.f_code is _RUN:
            handle = local(frame, "self")
            return handle._when if isinstance(handle, asyncio.TimerHandle) else None  # type: ignore[attr-defined]
        frame = frame.f_back
    return None
