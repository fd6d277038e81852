"""Snapshot: a story as it is now, while the program goes on that it tells of.

Python runs one thread at a time. So what is told stands still while another thread copies it, as
long as that one isn't interrupted, and none was in the middle of telling something.
"""

from __future__ import annotations

import sys
from _thread import allocate_lock
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from pathlib import Path
from types import FrameType
from typing import Any, TypeVar

import anyio_timeline
from anyio_timeline.watching.cast import Actor, Call, Life, Line, Loop, Ring, Span
from anyio_timeline.watching.story import Story

_UNDISTURBED = 10.0
"""Seconds that a thread may run while others wait, for as long as the copy takes."""

_TRIES, _PAUSE = 100, 0.003
"""How often it's tried to find nobody telling anything, and the seconds between."""

_TELLING = str(Path(anyio_timeline.__file__).parent)
"""How the names of the files begin whose code tells the story."""

_LOOKING = str(Path("watching", "blocking.py"))
"""The end of the name of the one that only looks."""

_AROUND = {"watched_sleep", "write"}
"""The functions of ours that call what may take long, after all is told."""

_Part = TypeVar("_Part", bound=Actor | Line | Loop | Ring | Span)


def can_be_taken() -> bool:
    """Whether threads of this Python wait for each other."""
    return bool(getattr(sys, "_is_gil_enabled", lambda: True)())


def snapshot(story: Story) -> Story | None:
    """A copy of a story, which can be ended while the story goes on.

    While it's made, the program waits.

    Args:
        story: What is being taken down, in other threads than this one.

    Returns:
        The copy; None if at each try somebody was telling something.
    """
    for _ in range(_TRIES):
        with _undisturbed():
            if not any(map(_tells, _others())):
                return _copied(story)
        _wait(_PAUSE)
    return None


@contextmanager
def _undisturbed() -> Iterator[None]:
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_UNDISTURBED)
    try:
        # who waits already would interrupt once more
        _wait(0.0)
        yield
    finally:
        sys.setswitchinterval(interval)


def _wait(seconds: float) -> None:
    # `time.sleep` is watched, and `threading` would know of this thread
    lock = allocate_lock()
    with lock:
        lock.acquire(timeout=seconds)


def _others() -> Iterator[FrameType]:
    """The innermost frames of all threads but this one."""
    here = sys._getframe()
    frames = sys._current_frames()
    mine = {id(here)}
    while here.f_back:
        here = here.f_back
        mine.add(id(here))
    return (frame for frame in frames.values() if id(frame) not in mine)


def _tells(innermost: FrameType) -> bool:
    """Whether a thread is in the middle of telling something."""
    name = innermost.f_code.co_name
    frame: FrameType | None = innermost
    while frame:
        file = frame.f_code.co_filename
        if file.startswith(_TELLING) and "watching" in file[len(_TELLING) :]:
            is_around = frame is innermost and name in _AROUND
            if not is_around and not file.endswith(_LOOKING):
                return True
        frame = frame.f_back
    return False


def _copied(story: Story) -> Story:
    made = Story(story.is_measured, story.adopts, most=1)
    made.begin, made.began, made.failure = story.begin, story.began, story.failure
    # for all that come, it's over now
    made.latest = (None if story.is_full else story.measured()) or story.latest
    copies = _Copies()
    made.lives += map(copies.of, story.lives)
    made.scopes.rings += map(copies.of, story.scopes.rings)
    made.threads.calls += map(copies.of, story.threads.calls)
    made.prints += map(copies.of, story.prints)
    copies.complete()
    for life in made.lives:
        if life.outcome == "unfinished" and not life.waiting:
            life.go(max(life.now, made.latest))  # it runs
    while not made.is_full:  # so that it's said to go on
        made.count()
    return made


class _Copies:
    """Copies of who takes part in a story, which refer to each other and to none of the story."""

    def __init__(self) -> None:
        self._known: dict[int, Any] = {}
        self._todo: list[Any] = []

    def of(self, each: _Part) -> _Part:
        """The copy of one."""
        made: Any = self._known.get(id(each))
        if made is None:
            made = self._known[id(each)] = _copy(each)
            self._todo.append(made)
        return made  # type: ignore[no-any-return]

    def complete(self) -> None:
        """Let copies refer to copies."""
        while self._todo:
            each = self._todo.pop()
            if isinstance(each, Actor):
                self._actor(each)
            elif isinstance(each, Ring):
                each.task, each.parent = self._maybe(each.task), self._maybe(each.parent)
                if each.cancelled:
                    at, why, by, line = each.cancelled
                    each.cancelled = at, why, self._maybe(by), line
            elif isinstance(each, Span):
                each.by = self._maybe(each.by)
            elif isinstance(each, Line):
                each.actor = self._maybe(each.actor)
            elif isinstance(each, Loop):
                each.blocks = [*each.blocks]

    def _actor(self, actor: Actor) -> None:
        actor.owner = self._maybe(actor.owner)
        actor.spans = [*map(self.of, actor.spans)]
        if isinstance(actor, Call):
            actor.asks = None
        if isinstance(actor, Life):
            actor.loop = self.of(actor.loop)
            actor.stack = [*map(self.of, actor.stack)]
            actor.calls = [*map(self.of, actor.calls)]
            actor.group, actor.by = self._maybe(actor.group), self._maybe(actor.by)
            actor.handle, actor.caller = self._maybe(actor.handle), self._maybe(actor.caller)

    def _maybe(self, each: _Part | None) -> _Part | None:
        return None if each is None else self.of(each)


def _copy(each: Any) -> Any:
    # most are spans, and for these `copy` takes eight times as long
    return Span(each.what, each.start, each.end, each.by) if isinstance(each, Span) else copy(each)
