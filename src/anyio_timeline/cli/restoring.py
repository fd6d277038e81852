"""Restoring: a story of its own, of what was taken down of another process's."""

from __future__ import annotations

import pickle
from dataclasses import replace
from typing import Any

from anyio_timeline.cli.snapshot import LEFT_OUT, LISTING, REFERRING, Taken
from anyio_timeline.watching.cast import Life, Span
from anyio_timeline.watching.story import Story
from anyio_timeline.watching.waits import Waiting


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
    for name in REFERRING:
        if state.get(name) is not None:
            state[name] = made[state[name]]
    for name in LISTING:
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
    vars(each).update(dict.fromkeys(LEFT_OUT), **state)


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
    elif life.waiting.kind == "thread" and life.calls and life.calls[-1].end is None:
        life.calls[-1].go(max(life.calls[-1].now, now))
