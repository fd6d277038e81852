"""Timers: when a program asked for what happens, where only asyncio's loop knows of that."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from anyio_timeline.model import Moment
from anyio_timeline.watching.cast import Ring, late
from anyio_timeline.watching.event_loop import Loop
from anyio_timeline.watching.lengths import about
from anyio_timeline.watching.variables import local

_RUN = asyncio.Handle._run.__code__


def timed(loop: Loop | None, ring_of: Callable[[Any], Ring | None]) -> Moment | None:
    """When a timer was to ring that runs in a loop now; None if none does, or nothing is known.

    Args:
        loop: The loop.
        ring_of: Finds what is known of a scope, whose timers ring at its deadline.
    """
    when, owner = _running()
    if when is None or loop is None or loop.anchor is None:
        return None
    ring = ring_of(owner)
    if ring and ring.deadline is not None:
        seconds = ring.deadline
    else:
        clock, moment = loop.anchor
        seconds = moment.seconds + about(when - clock)
    return late(Moment(round(loop.sees(seconds), 6)))


def _running() -> tuple[float | None, Any]:
    """When the timer that runs now was to do so, on its loop's clock, and whose method it calls."""
    frame: FrameType | None = sys._getframe(1)
    called = None
    while frame and frame.f_code is not _RUN:
        called, frame = frame, frame.f_back
    handle = local(frame, "self") if frame else None
    if not isinstance(handle, asyncio.TimerHandle):
        return None, None
    when: float = handle._when  # type: ignore[attr-defined]
    return when, local(called, "self") if called else None
