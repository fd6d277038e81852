"""Snapshot: a story as it is now, while the program goes on that it tells of.

Python runs one thread at a time. So what is told stands still while another thread takes it down,
as long as that one isn't interrupted, and none was in the middle of telling something.

What is taken goes to another process as bytes: records that refer to each other by their numbers,
since a story is a web in which one may be thousands of steps away.
"""

from __future__ import annotations

import gc
import os
import pickle
import sys
from _thread import allocate_lock
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from types import FrameType
from typing import Any

import anyio_timeline
from anyio_timeline.watching.story import Story
from anyio_timeline.watching.waits import Waiting

_UNDISTURBED = 0.25
"""Seconds that this thread may run while others wait: some times what it needs at most."""

_TRIES, _PAUSE = 40, 0.002
"""How often it's tried to find nobody telling anything, and the seconds between."""

_LONGEST = 1.0
"""Seconds after which it's tried no more."""

_MOST = 0.25
"""Seconds that may have gone into copies that were interrupted until there is one more."""

_TELLING = str(Path(anyio_timeline.__file__).parent)
"""How the names of the files begin whose code tells the story."""

_LOOKING = tuple(str(Path("watching", name)) for name in ("aside.py", "blocking.py"))
"""The ends of the names of those that only look."""

_AROUND = {"watched_sleep", "write"}
"""The functions of ours that call what may take long, after all is told."""

_HOLDING = str(Path("watching", "plain_threads.py")), "watched_runs"
"""The end of the name of a file, and the function of it, in which a whole thread runs."""

REFERRING = ("owner", "group", "handle", "caller", "task", "parent", "actor", "loop")
"""The attributes that are somebody else, or None."""

LISTING = ("stack", "calls", "cancelled_by")
"""Those that are lists of others."""

LEFT_OUT = ("scope", "is_left", "clock", "asks", "cause", "promise", "spent")
"""Those that are the program's own, or of no use when all is over."""


@dataclass(frozen=True)
class Taken:
    """What was taken down of a story, as it goes from one process to the other."""

    is_measured: bool
    begin: float
    began: float
    latest: Any
    is_over: bool
    """Whether nothing more is taken down."""
    failure: str
    """What has gone wrong in telling it; empty if nothing has."""
    running: list[int]
    """The tasks that run, as far as that is known."""
    lives: list[int]
    rings: list[int]
    calls: list[int]
    prints: list[int]
    records: list[tuple[type, dict[str, Any]]]


def can_be_taken() -> bool:
    """Whether threads of this Python wait for each other, and it can have another process."""
    return os.name == "posix" and bool(getattr(sys, "_is_gil_enabled", lambda: True)())


def take(story: Story, is_unwanted: Callable[[], bool] = lambda: False) -> bytes | None:
    """Take down a story while it's told, in other threads than this one.

    For as long as that takes, the program waits.

    Args:
        story: The story.
        is_unwanted: Whether this thread has something else to do now.

    Returns:
        What `restored` makes a story of; None if at each try somebody was telling something, or
        if there is too much to tell.
    """
    lost, end = 0.0, monotonic() + _LONGEST
    for _ in range(_TRIES):
        if lost > _MOST or monotonic() > end or is_unwanted():
            break
        with _undisturbed() as others:
            if not any(map(_tells, others)):
                before, begin = _state(story, others), monotonic()
                taken = pickle.dumps(_taken(story), pickle.HIGHEST_PROTOCOL)
                if _state(story, _others()) == before:
                    return taken
                lost += monotonic() - begin
        _wait(_PAUSE)
    return None


_usual: list[tuple[float, float, bool]] = []
"""While nobody is disturbed: our interval, and the program's, and whether its garbage is collected.
"""


def restore() -> None:
    """In a fork of the program, whose thread that would do so is gone: disturb as usual again."""
    while _usual:
        _disturb(*_usual.pop())


def _disturb(ours: float, interval: float, collects: bool) -> None:
    if collects:
        gc.enable()
    if sys.getswitchinterval() == ours:  # else the program has said something else
        sys.setswitchinterval(interval)


@contextmanager
def _undisturbed() -> Iterator[list[FrameType]]:
    """Let no other thread run, and no finalizer in this one. Gives the frames of the others."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_UNDISTURBED)
    ours, collects = sys.getswitchinterval(), False
    others: list[FrameType] = []
    _usual.append((ours, interval, collects))
    try:
        # who waits already would interrupt once more
        _wait(_PAUSE)
        # not before: until here, the program may have said something else
        collects = gc.isenabled()
        _usual[:] = [(ours, interval, collects)]
        gc.disable()
        others = _others()
        yield others
    finally:
        # what a frame holds lives as long as that does
        others.clear()
        _usual.clear()
        _disturb(ours, interval, collects)


def _wait(seconds: float) -> None:
    # `time.sleep` is watched, and `threading` would know of this thread
    lock = allocate_lock()
    with lock:
        lock.acquire(timeout=seconds)


def _others() -> list[FrameType]:
    """The innermost frames of all threads but this one."""
    here: FrameType | None = sys._getframe()
    mine = set()
    while here:
        mine.add(id(here))
        here = here.f_back
    return [frame for frame in sys._current_frames().values() if id(frame) not in mine]


def _state(story: Story, others: list[FrameType]) -> object:
    """What would be different if another thread had run meanwhile."""
    rings, calls = story.scopes.rings, story.threads.calls
    sizes = len(story.lives), len(rings), len(calls), len(story.prints)
    frames = [(id(frame), frame.f_lasti) for frame in others]
    return story._events, story._made, sizes, frames


def _tells(innermost: FrameType) -> bool:
    """Whether a thread is in the middle of telling something."""
    frame: FrameType | None = innermost
    while frame:
        file = frame.f_code.co_filename
        if file.startswith(_TELLING) and "watching" in file[len(_TELLING) :]:
            name = frame.f_code.co_name
            is_around = frame is innermost and name in _AROUND
            is_around |= name == _HOLDING[1] and file.endswith(_HOLDING[0])
            if not is_around and not file.endswith(_LOOKING):
                return True
        frame = frame.f_back
    return False


def _taken(story: Story) -> Taken:
    records = _Records()
    running = story.blocking.running.values() if story.blocking else ()
    return Taken(
        is_measured=story.is_measured,
        begin=story.begin,
        began=story.began,
        latest=(None if story.is_full else story.measured()) or story.latest,
        is_over=story.is_full,
        failure=type(story.failure).__name__ if story.failure else "",
        running=[records.number(each[0]) for each in [*running] if each],
        lives=[*map(records.number, story.lives)],
        rings=[*map(records.number, story.scopes.rings)],
        calls=[*map(records.number, story.threads.calls)],
        prints=[*map(records.number, story.prints)],
        records=records.complete(),
    )


class _Records:
    """Who takes part in a story, as numbered records."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._all: list[Any] = []

    def number(self, each: Any) -> int:
        """The number of one."""
        number = self._numbers.get(id(each))
        if number is None:
            number = self._numbers[id(each)] = len(self._all)
            self._all.append(each)
        return number

    def complete(self) -> list[tuple[type, dict[str, Any]]]:
        """The records of all, and of whom they refer to."""
        # it grows meanwhile
        return [(type(each), self._record(each)) for each in self._all]

    def _record(self, each: Any) -> dict[str, Any]:
        state = {n: _plain(value) for n, value in vars(each).items() if n not in LEFT_OUT}
        for name in REFERRING:
            if state.get(name) is not None:
                state[name] = self.number(state[name])
        for name in LISTING:
            if name in state:
                state[name] = [*map(self.number, state[name])]
        if "spans" in state:
            state["spans"] = [
                (
                    _words(span.what),
                    _plain(span.start),
                    _plain(span.end),
                    span.by and self.number(span.by),
                )
                for span in state["spans"]
            ]
        if state.get("waiting"):
            state["waiting"] = _words(state["waiting"])
        if state.get("cancelled"):
            at, why, by, line = state["cancelled"]
            state["cancelled"] = at, why, by and self.number(by), line
        return state


def _plain(value: Any) -> Any:
    """A number or a text of Python's own, where the program has a class of its own for it."""
    if isinstance(value, float) and type(value) is not float:
        return float.__float__(value)
    if isinstance(value, int) and type(value) not in {int, bool}:
        return int.__int__(value)
    if isinstance(value, str) and type(value) is not str:
        return str.__str__(value)
    return value


def _words(waiting: Waiting) -> tuple[str, str, int | None, float | None, str]:
    """What it says, without what it awaits, which is the program's own."""
    label, seconds = _plain(waiting.label), _plain(waiting.seconds)
    return waiting.kind, label, waiting.line, seconds, waiting.function
