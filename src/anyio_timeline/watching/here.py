"""Here: who runs in a thread at this moment, and what has caused it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from threading import get_ident

from anyio_timeline.model import Moment
from anyio_timeline.watching.cast import Actor, Call
from anyio_timeline.watching.event_loop import Loop


class Here(threading.local):
    """What each thread knows of itself.

    Args:
        in_loop: Each says whether an event loop of its kind runs in this thread.
    """

    def __init__(self, in_loop: list[Callable[[], bool]]) -> None:
        self.number = get_ident()
        self._in_loop = in_loop

    actor: Actor | None = None
    """Who runs: a task, or a call in a thread that has begun, and has run no event loop yet."""
    base: Call | None = None
    """What this thread runs, maybe an event loop too."""
    last: Call | None = None
    """The call that began last."""
    loop: Loop | None = None
    """The event loop of the task that ran last."""
    cause: Moment | None = None
    """For a callback that no task runs, just after what asked for it."""
    asker: Actor | None = None
    """The thread that asked for it, or None."""
    line: int | None = None
    """The line at which it did."""

    @property
    def who(self) -> Actor | None:
        """Who runs: a task, or what the thread runs, be it after an event loop has ended."""
        if self.actor or not self.base or any(each() for each in self._in_loop):
            return self.actor
        return self.base

    def because(
        self, cause: Moment | None, asker: Actor | None = None, line: int | None = None
    ) -> None:
        """What runs next has a cause, but is no step of a task."""
        if cause and self.loop:
            cause = max(cause, self.loop.floor)  # it couldn't run while a task blocked the loop
        self.cause, self.asker, self.line = cause, asker, line
