"""Folding: many tasks, many calls in threads, or many waits, that are drawn as one.

What stands for many shows no more than all of them did: it runs only where one of them ran.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import TypeVar

from anyio_timeline.model import Moment, Print, Task, Thread, Timeline, Wait

_MANY = 8
"""How many tasks of the same name a group can have before most of them become one; so for calls."""

_SHOWN = 3
"""How many of them stay."""

_MANY_WAITS = 15
"""How many waits a task can have before equal ones that follow each other become one."""


_Actor = TypeVar("_Actor", Task, Thread)


def folded(full: Timeline) -> Timeline:
    """Make one of many tasks in one group, or calls, that have the same name and end alike."""
    owners = {task.parent for task in full.tasks} | {scope.task for scope in full.scopes}
    owners |= {each for thread in full.threads for each in (thread.task, thread.thread)}
    owners |= {task.thread for task in full.tasks}
    stands_for: dict[str, str] = {}

    labels = {scope.key: scope.label for scope in full.scopes}

    def heaped(
        actors: Iterable[_Actor], likeness: Callable[[_Actor], tuple[object, ...]]
    ) -> Iterator[_Actor]:
        alike: dict[tuple[object, ...], list[_Actor]] = defaultdict(list)
        for each in actors:
            alike[likeness(each) if each.key not in owners else (each.key,)].append(each)
        heaps = [like[_SHOWN:] for like in alike.values() if len(like) > _MANY]
        stands_for.update((each.key, heap[0].key) for heap in heaps for each in heap)
        stand_ins = {heap[0].key: _one(heap) for heap in heaps}
        for each in actors:
            if stands_for.get(each.key, each.key) == each.key:
                yield stand_ins.get(each.key) or replace(each, waits=_merged(each.waits, labels))

    tasks = heaped(
        full.tasks, lambda task: (task.parent, task.group, task.name, task.line, task.outcome)
    )
    threads = heaped(
        full.threads, lambda each: (each.task, each.thread, each.name, each.line, each.is_over)
    )
    kept = replace(full, tasks=tuple(tasks), threads=tuple(threads))
    return replace(kept, prints=tuple(_together(full.prints, stands_for)))


def _one(actors: Sequence[_Actor]) -> _Actor:
    """What stands for some."""
    start, end = min(each.start for each in actors), max(each.end for each in actors)
    waits = _joined(list(_shared(actors)))
    return replace(actors[0], start=_plain(start), end=end, waits=waits, count=len(actors))


def _plain(moment: Moment) -> Moment:
    return moment._replace(turn=0)


def _shared(tasks: Iterable[Task | Thread]) -> Iterator[Wait]:
    """What some tasks or calls wait for, at all times when none of them runs."""
    alive: Counter[Moment] = Counter()
    waiting: dict[Moment, Counter[tuple[str, str, int | None]]] = defaultdict(Counter)
    for task in tasks:
        alive[_plain(task.start)] += 1
        alive[_plain(task.end)] -= 1
        for wait in task.waits:
            what = wait.kind, wait.label, wait.line
            waiting[_plain(wait.start)][what] += 1
            waiting[_plain(wait.end)][what] -= 1
    there = 0
    waits: Counter[tuple[str, str, int | None]] = Counter()
    for start, end in pairwise(sorted({*alive, *waiting})):
        there += alive[start]
        waits.update(waiting[start])
        waits = +waits
        kinds = {kind for kind, _, _ in waits}
        if not there:
            yield Wait("absent", "", None, start, end)
        elif len(waits) == 1 and waits.total() == there:
            yield Wait(*next(iter(waits)), start, end)
        elif waits.total() == there:
            yield Wait(kinds.pop() if len(kinds) == 1 else "mixed", "", None, start, end)


def _joined(waits: Sequence[Wait]) -> tuple[Wait, ...]:
    """Make one wait of equal ones between which no time passes, if there are too many to show."""
    if len(waits) <= _MANY_WAITS:
        return tuple(waits)
    joined = [waits[0]]
    for wait in waits[1:]:
        last = joined[-1]
        if (last.kind, last.end) == (wait.kind, wait.start):
            joined[-1] = replace(last, label="", line=None, end=wait.end)
        else:
            joined.append(wait)
    return tuple(joined)


def _merged(waits: tuple[Wait, ...], labels: Mapping[str, str]) -> tuple[Wait, ...]:
    """Make one wait of equal ones that follow each other, if there are too many to show."""
    if len(waits) <= _MANY_WAITS:
        return waits
    merged = []

    def likeness(wait: Wait) -> tuple[object, ...]:
        return wait.kind, wait.label, wait.line, labels.get(wait.by or "")

    for _, group in groupby(waits, likeness):
        same = list(group)
        merged.append(replace(same[0], end=same[-1].end, by=same[-1].by, count=len(same)))
    return tuple(merged)


def _together(prints: Iterable[Print], stands_for: dict[str, str]) -> Iterator[Print]:
    """Make one line of all that tasks which are drawn as one print at one moment."""
    heaps: dict[tuple[str, tuple[float, int]], list[Print]] = {}
    for n, each in enumerate(prints):
        key = stands_for.get(each.thread or each.task or "")
        heap = (key, each.at.instant) if key else ("", (n, 0))
        stand_in = each
        if key:
            stand_in = replace(each, thread=key) if each.thread else replace(each, task=key)
        heaps.setdefault(heap, []).append(stand_in)
    for lines in heaps.values():
        text = f"{len(lines)} lines" if len(lines) > 1 else lines[0].text
        yield replace(lines[0], text=text, count=len(lines))
