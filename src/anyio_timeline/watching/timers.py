"""Timers: when a program asked for what happens, where only asyncio's loop knows of that."""

from __future__ import annotations

import asyncio
import sys
from types import FrameType

from anyio_timeline.model import Moment
from anyio_timeline.watching.cast import Life, late
from anyio_timeline.watching.event_loop import Loop
from anyio_timeline.watching.lengths import asked
from anyio_timeline.watching.variables import local

_RUN = asyncio.Handle._run.__code__


def rung(life: Life) -> Moment:
    """When something happens to a task now that no task does.

    What a timer does happens when it was to ring; all else is known to a tenth of a second.
    """
    at = timed(life.loop) or late(life.by_clock)
    return max(at, life.now)


def timed(loop: Loop | None) -> Moment | None:
    """When a timer was to ring that runs in a loop now; None if none does, or nothing is known."""
    when = _due()
    if when is None or loop is None or loop.anchor is None:
        return None
    clock, moment = loop.anchor
    seconds = moment.seconds + asked(when - clock)
    return late(Moment(round(loop.sees(seconds), 6)))


def _due() -> float | None:
    """When the timer that runs now was to do so, on the clock of its loop."""
    frame: FrameType | None = sys._getframe(1)
    while frame:
        if frame.f_code is _RUN:
            handle = local(frame, "self")
            return handle._when if isinstance(handle, asyncio.TimerHandle) else None  # type: ignore[attr-defined]
        frame = frame.f_back
    return None
