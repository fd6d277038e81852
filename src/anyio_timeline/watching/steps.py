"""Steps: what an event loop of asyncio runs right before and after a step of a task, or a callback.

It runs each as it runs a handle.
"""

from __future__ import annotations

import asyncio
from typing import Any, Protocol

from anyio_timeline.model import Moment
from anyio_timeline.watching.cast import Life
from anyio_timeline.watching.here import Here
from anyio_timeline.watching.story import Story


class Tells(Protocol):
    """What tells of the steps of tasks."""

    story: Story

    def resume(self, life: Life, task: Any, is_cancelled: bool, cause: Moment | None) -> None:
        """A step of a task begins."""

    def suspend(self, life: Life, task: asyncio.Task[Any]) -> None:
        """A step of a task has ended."""


class Step:
    """What an event loop runs, as it runs a handle, right before a step of a task and after it."""

    __slots__ = ("cause", "has_begun", "is_cancelled", "life", "task", "tells")
    _cancelled = False
    _callback = None

    def __init__(
        self, tells: Tells, life: Life, task: Any, is_cancelled: bool, cause: Moment | None
    ) -> None:
        self.tells, self.life, self.task, self.cause = tells, life, task, cause
        self.is_cancelled = is_cancelled
        self.has_begun = False

    def _run(self) -> None:
        try:
            if self.has_begun:
                self.tells.suspend(self.life, self.task)
            else:
                self.has_begun = True
                self.tells.resume(self.life, self.task, self.is_cancelled, self.cause)
        except Exception as error:
            self.tells.story.fail(error)


class Callback:
    """The same for a callback that is no step of a task."""

    __slots__ = ("asker", "cause", "has_begun", "here", "line")
    _cancelled = False
    _callback = None

    def __init__(self, here: Here, cause: Moment | None) -> None:
        self.here, self.cause, self.asker, self.line = here, cause, here.asker, here.line
        self.has_begun = False

    def _run(self) -> None:
        if self.has_begun:
            self.here.because(None)
        else:
            self.has_begun = True
            self.here.because(self.cause, self.asker, self.line)
