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
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import FrameType
from typing import Any

import anyio_timeline
from anyio_timeline.watching.cast import Life, Span
from anyio_timeline.watching.story import Story
from anyio_timeline.watching.waits import Waiting

_UNDISTURBED = 0.25
"""Seconds that this thread may run while others wait: some times what it needs at most."""

_TRIES, _PAUSE = 40, 0.002
"""How often it's tried to find nobody telling anything, and the seconds between."""

_TELLING = str(Path(anyio_timeline.__file__).parent)
"""How the names of the files begin whose code tells the story."""

_LOOKING = tuple(str(Path("watching", name)) for name in ("aside.py", "blocking.py"))
"""The ends of the names of those that only look."""

_AROUND = {"watched_sleep", "write"}
"""The functions of ours that call what may take long, after all is told."""

_REFERRING = ("owner", "group", "by", "handle", "caller", "task", "parent", "actor", "loop")
"""The attributes that are somebody else, or None."""

_LISTING = ("stack", "calls")
"""Those that are lists of others."""

_LEFT_OUT = ("scope", "is_left", "clock", "asks", "cause")
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


def take(story: Story) -> bytes | None:
    """Take down a story while it's told, in other threads than this one.

    For as long as that takes, the program waits.

    Args:
        story: The story.

    Returns:
        What `restored` makes a story of; None if at each try somebody was telling something.
    """
    for _ in range(_TRIES):
        with _undisturbed() as others:
            if not any(map(_tells, others)):
                before = _state(story, others)
                taken = pickle.dumps(_taken(story), pickle.HIGHEST_PROTOCOL)
                if _state(story, _others()) == before:
                    return taken
        _wait(_PAUSE)
    return None


@contextmanager
def _undisturbed() -> Iterator[list[FrameType]]:
    """Let no other thread run, and no finalizer in this one. Gives the frames of the others."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(_UNDISTURBED)
    ours = sys.getswitchinterval()
    try:
        # who waits already would interrupt once more
        _wait(_PAUSE)
        # not before: until here, the program may have said something else
        collects = gc.isenabled()
        gc.disable()
        try:
            yield _others()
        finally:
            if collects:
                gc.enable()
    finally:
        if sys.getswitchinterval() == ours:  # else the program has said something else
            sys.setswitchinterval(interval)


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
            is_around = frame is innermost and frame.f_code.co_name in _AROUND
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
        state = {name: value for name, value in vars(each).items() if name not in _LEFT_OUT}
        for name in _REFERRING:
            if state.get(name) is not None:
                state[name] = self.number(state[name])
        for name in _LISTING:
            if name in state:
                state[name] = [*map(self.number, state[name])]
        if "spans" in state:
            state["spans"] = [
                (_words(span.what), span.start, span.end, span.by and self.number(span.by))
                for span in state["spans"]
            ]
        if state.get("waiting"):
            state["waiting"] = _words(state["waiting"])
        if state.get("cancelled"):
            at, why, by, line = state["cancelled"]
            state["cancelled"] = at, why, by and self.number(by), line
        return state


def _words(waiting: Waiting) -> tuple[str, str, int | None, float | None, str]:
    """What it says, without what it awaits, which is the program's own."""
    return waiting.kind, waiting.label, waiting.line, waiting.seconds, waiting.function


def _waiting(words: tuple[str, str, int | None, float | None, str]) -> Waiting:
    kind, label, line, seconds, function = words
    return Waiting(kind, label, line, seconds, function=function)


def restored(content: bytes) -> tuple[Story, Taken]:
    """A story of its own of what was taken down, which is over at that moment.

    Args:
        content: What `take` gave, in a process of this tool's.

    Returns:
        The story, and what it was made of.
    """
    taken: Taken = pickle.loads(content)  # noqa: S301 (it's from the process that has started this)
    made: list[Any] = [object.__new__(kind) for kind, _ in taken.records]
    for each, (_, state) in zip(made, taken.records, strict=True):
        _fill(each, state, made)
    # for all that come, it's over now
    story = Story(taken.is_measured, adopts=True, most=1)
    story.begin, story.began, story.latest = taken.begin, taken.began, taken.latest
    story.lives += [made[number] for number in taken.lives]
    story.scopes.rings += [made[number] for number in taken.rings]
    story.threads.calls += [made[number] for number in taken.calls]
    story.prints += [made[number] for number in taken.prints]
    running = {id(made[number]) for number in taken.running}
    for life in story.lives:
        _until(life, taken, id(life) in running)
    while not story.is_full:  # so that it's said to go on
        story.count()
    return story, taken


def _fill(each: Any, state: dict[str, Any], made: list[Any]) -> None:
    for name in _REFERRING:
        if state.get(name) is not None:
            state[name] = made[state[name]]
    for name in _LISTING:
        if name in state:
            state[name] = [made[number] for number in state[name]]
    if "spans" in state:
        state["spans"] = [
            Span(_waiting(what), start, end, None if by is None else made[by])
            for what, start, end, by in state["spans"]
        ]
    if state.get("waiting"):
        state["waiting"] = _waiting(state["waiting"])
    if state.get("cancelled"):
        at, why, by, line = state["cancelled"]
        state["cancelled"] = at, why, None if by is None else made[by], line
    vars(each).update(dict.fromkeys(_LEFT_OUT), **state)


def _until(life: Life, taken: Taken, runs: bool) -> None:
    """Let a task come to the moment at which its story was taken down."""
    now = taken.latest
    if not taken.is_measured:
        return  # what has been asked for takes no time, or all that it asks for
    for actor in (life, *life.calls):
        # what sleeps in a thread, or blocks the loop, has said when it will be over
        actor.spans = [
            replace(span, end=min(span.end, max(now, span.start))) for span in actor.spans
        ]
        if actor.now > now:
            actor.go(now)
    if life.outcome != "unfinished" or taken.is_over:
        return
    if runs:
        life.go(max(life.now, now))
    elif life.waiting is None:
        life.spans.append(Span(Waiting("ready", ""), life.now, max(life.now, now)))
        life.go(max(life.now, now))
    elif life.waiting.kind == "thread" and life.calls and life.calls[-1].is_awaited:
        life.calls[-1].go(max(life.calls[-1].now, now))  # nothing tells when a call is over
