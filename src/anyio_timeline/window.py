"""Window: what of a timeline happened between two times."""

from __future__ import annotations

from dataclasses import replace
from math import inf
from typing import TypeVar

from anyio_timeline.model import Moment, Scope, Task, Thread, Timeline, Wait

_Part = TypeVar("_Part", Task, Scope, Thread, Wait)


def clipped(timeline: Timeline, begin: float = 0.0, end: float = inf) -> Timeline:
    """What happened between two times, with what went on before and after them.

    Args:
        timeline: What is cut.
        begin: Seconds, on the clock of `Moment`.
        end: Seconds, likewise, of which the first ones at least are there.
    """
    if begin <= timeline.begin and end >= timeline.end.seconds:
        return timeline
    first, last = Moment(min(begin, timeline.end.seconds)), min(Moment(end), timeline.end)

    def is_in(part: Task | Scope | Thread | Wait) -> bool:
        return part.end.seconds >= first.seconds and part.start.seconds <= last.seconds

    def cut(part: _Part) -> _Part:
        return replace(part, start=max(part.start, first), end=min(part.end, last))

    tasks = [_task(cut(task), last < task.end) for task in timeline.tasks if is_in(task)]
    scopes = [
        replace(cut(scope), is_left=scope.is_left and scope.end <= last)
        for scope in timeline.scopes
        if is_in(scope)
    ]
    threads = [
        replace(cut(thread), is_over=thread.is_over and thread.end <= last)
        for thread in timeline.threads
        if is_in(thread)
    ]
    actors: tuple[Task | Thread, ...] = (*tasks, *threads)
    keys = {each.key for each in (*actors, *scopes)}
    waits = {each.key: tuple(cut(wait) for wait in each.waits if is_in(wait)) for each in actors}
    return replace(
        timeline,
        begin=first.seconds,
        end=last,
        is_cut=timeline.is_cut or last < timeline.end,
        tasks=tuple(
            replace(
                task,
                parent=_nearest(task.parent, keys),
                group=task.group if task.group in keys else None,
                thread=task.thread if task.thread in keys else None,
                waits=waits[task.key],
            )
            for task in tasks
        ),
        scopes=tuple(_scope(scope, first, last, keys) for scope in scopes if scope.task in keys),
        threads=tuple(
            replace(
                each,
                task=_nearest(each.task, keys),
                thread=each.thread if each.thread in keys else None,
                waits=waits[each.key],
            )
            for each in threads
        ),
        prints=tuple(each for each in timeline.prints if first <= each.at <= last),
    )


def _task(task: Task, is_cut: bool) -> Task:
    return replace(task, outcome="unfinished", error="", by=None) if is_cut else task


def _scope(scope: Scope, first: Moment, last: Moment, keys: set[str]) -> Scope:
    cancelled = scope.cancelled
    if cancelled and not cancelled.at <= last:
        cancelled = None
    if cancelled and cancelled.at < first:
        cancelled = replace(cancelled, at=first)
    parent = scope.parent if scope.parent in keys else None
    return replace(scope, parent=parent, cancelled=cancelled)


def _nearest(key: str | None, keys: set[str]) -> str | None:
    """The key of a task, or of the nearest one round it that is there."""
    while key and key not in keys:
        key = key.rpartition(".")[0]
    return key or None
