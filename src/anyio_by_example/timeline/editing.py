"""Editing: from a story to a timeline, with stable keys and nothing but the program's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from math import floor, log10

from anyio_by_example.timeline.model import (
    TASK_HANDLE,
    Cancellation,
    Moment,
    Print,
    Scope,
    Task,
    Thread,
    Timeline,
    Wait,
)
from anyio_by_example.timeline.watching.cast import Actor, Call, Life, Ring, Span
from anyio_by_example.timeline.watching.story import Story

_MANY_TASKS = 8
"""How many tasks of the same name a group can have before most of them become one."""

_SHOWN = 3
"""How many of them stay."""

_MANY_WAITS = 15
"""How many waits a task can have before equal ones that follow each other become one."""


def timeline(story: Story) -> Timeline:
    """What a story says, as a timeline."""
    story.end()
    whole = _Editor(story).timeline()
    return _rank(_number(_fold(_round(whole) if whole.is_measured else whole)))


class _Editor:
    """Gives each thing of a story that is shown its key."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.lives = [life for life in story.lives if life.is_shown]
        self.keys: dict[Actor | Ring, str] = {}
        self._key_tasks()
        self.calls = sorted(
            (call for call in story.calls if self._task(call.owner)),
            key=lambda call: (call.start, _path(self._task(call.owner) or "")),
        )
        for number, call in enumerate(self.calls):
            self.keys[call] = f"t{number}"
        cancelling = {life.by for life in story.lives}
        cancelling |= {span.by for life in story.lives for span in life.spans}
        for ring in story.scopes.rings:
            if ring.cancelled and ring.cancelled[1] == "body" and ring not in cancelling:
                ring.cancelled = None  # on one of the backends, such a call can't be seen
            if ring.label == TASK_HANDLE:
                ring.is_shown = ring.cancelled is not None
        rings = [ring for ring in story.scopes.rings if ring.is_shown and ring.task in self.keys]
        rings.sort(key=lambda ring: (ring.start, _path(self.keys[ring.task])))  # type: ignore[index]
        self.rings = rings
        for number, ring in enumerate(rings):
            self.keys[ring] = f"s{number}"

    def _key_tasks(self) -> None:
        children: Counter[str] = Counter()
        for life in self.lives:
            parent = self._task(life.owner)
            prefix = f"{parent}." if parent else ""
            self.keys[life] = f"{prefix}{children[prefix]}"
            children[prefix] += 1
        self.lives.sort(key=lambda life: _path(self.keys[life]))

    def _task(self, actor: Actor | None) -> str | None:
        """The key of a task, or of the nearest one that is shown and owns it."""
        while actor and not (isinstance(actor, Life) and actor in self.keys):
            actor = actor.owner
        return self.keys[actor] if actor else None

    def _scope(self, ring: Ring | None) -> str | None:
        """The key of a scope, or of the nearest one round it that is shown."""
        while ring and ring not in self.keys:
            ring = ring.parent
        return self.keys[ring] if ring else None

    def timeline(self) -> Timeline:
        return Timeline(
            end=max((each.now for each in (*self.lives, *self.calls)), default=Moment(0.0)),
            is_measured=self.story.is_measured,
            tasks=tuple(map(self.task, self.lives)),
            scopes=tuple(map(self.scope, self.rings)),
            threads=tuple(map(self.thread, self.calls)),
            prints=tuple(self.prints()),
        )

    def task(self, life: Life) -> Task:
        return Task(
            key=self.keys[life],
            name=life.name,
            parent=self._task(life.owner),
            group=self._scope(life.group),
            thread=self.keys.get(life.owner) if isinstance(life.owner, Call) else None,
            line=life.line,
            start=life.start,
            end=life.end or life.now,
            outcome=life.outcome,
            error=life.error,
            by=self.keys.get(life.by) if life.by else None,
            waits=self.waits(life.spans),
        )

    def waits(self, spans: Iterable[Span]) -> tuple[Wait, ...]:
        return tuple(
            Wait(
                kind=span.what.kind,
                label=span.what.label,
                line=span.what.line,
                start=span.start,
                end=span.end,
                by=self.keys.get(span.by) if span.by else None,
            )
            for span in spans
        )

    def scope(self, ring: Ring) -> Scope:
        cancelled = None
        if ring.cancelled:
            at, why, by, line = ring.cancelled
            cancelled = Cancellation(at, why, self._task(by), line)
        assert ring.task is not None
        return Scope(
            key=self.keys[ring],
            label=ring.label,
            is_group=ring.is_group,
            task=self.keys[ring.task],
            parent=self._scope(ring.parent),
            line=ring.line,
            start=ring.start,
            end=ring.end or ring.task.stamp(),
            deadline=ring.deadline,
            is_shielded=ring.is_shielded,
            cancelled=cancelled,
            caught=ring.caught and not ring.is_group,
        )

    def thread(self, call: Call) -> Thread:
        return Thread(
            key=self.keys[call],
            name=call.name,
            task=self._task(call.owner),
            line=call.line,
            start=call.start,
            end=call.stamp(),
            waits=self.waits(call.spans),
        )

    def prints(self) -> Iterable[Print]:
        for each in sorted(
            self.story.prints,
            key=lambda each: (each.at.instant, _path(self._task(each.actor) or ""), each.at.turn),
        ):
            thread = self.keys.get(each.actor) if isinstance(each.actor, Call) else None
            task = None if thread else self._task(each.actor)
            yield Print(each.at, task, thread, each.text, each.line)


def _path(key: str) -> tuple[int, ...]:
    """A key as what sorts "0.10" after "0.9"."""
    return tuple(map(int, key.split("."))) if key else ()


def _fold(full: Timeline) -> Timeline:
    """Make one task of many in one group that have the same name and end alike."""
    alike: dict[tuple[object, ...], list[Task]] = defaultdict(list)
    owners = {task.parent for task in full.tasks} | {scope.task for scope in full.scopes}
    owners |= {thread.task for thread in full.threads}
    for task in full.tasks:
        if task.key not in owners:
            alike[task.parent, task.group, task.name, task.line, task.outcome].append(task)
    stands_for: dict[str, str] = {}
    folded: dict[str, Task] = {}
    for tasks in alike.values():
        if len(tasks) > _MANY_TASKS:
            first, rest = tasks[_SHOWN], tasks[_SHOWN:]
            stands_for |= {task.key: first.key for task in rest}
            start, end = min(task.start for task in rest), max(task.end for task in rest)
            folded[first.key] = replace(first, start=start, end=end, waits=(), count=len(rest))
    tasks = [
        folded.get(task.key, task)
        for task in full.tasks
        if stands_for.get(task.key, task.key) == task.key
    ]
    prints = [each for each in full.prints if each.task not in stands_for]
    for key, group in groupby(
        sorted(
            (p for p in full.prints if p.task in stands_for), key=lambda p: stands_for[p.task or ""]
        ),
        key=lambda p: stands_for[p.task or ""],
    ):
        lines = list(group)
        text = f"{len(lines)} lines"
        prints.append(replace(lines[0], task=key, text=text, count=len(lines)))
    return replace(
        full,
        tasks=tuple(replace(task, waits=_merged(task.waits)) for task in tasks),
        prints=tuple(sorted(prints, key=lambda each: each.at)),
    )


def _merged(waits: tuple[Wait, ...]) -> tuple[Wait, ...]:
    """Make one wait of equal ones that follow each other, if there are too many to show."""
    if len(waits) <= _MANY_WAITS:
        return waits
    merged = []
    for _, group in groupby(waits, lambda wait: (wait.kind, wait.label, wait.line)):
        same = list(group)
        merged.append(replace(same[0], end=same[-1].end, by=same[-1].by, count=len(same)))
    return tuple(merged)


def _round(timeline: Timeline) -> Timeline:
    """Leave of measured times what can be seen: about a hundredth of the whole."""
    whole = timeline.end.seconds or 1.0
    digits = 2 - floor(log10(whole))
    return timeline.replaced(lambda at: at._replace(seconds=round(at.seconds, digits)))


def _rank(timeline: Timeline) -> Timeline:
    """Count only the steps at which something happens that a timeline shows.

    Inside, one backend takes more steps than the other for the same thing.
    """
    steps: dict[float, set[int]] = defaultdict(set)

    def see(moment: Moment) -> Moment:
        steps[moment.seconds].add(moment.step)
        return moment

    timeline.replaced(see)
    ranks = {
        (seconds, step): rank
        for seconds, used in steps.items()
        for rank, step in enumerate(sorted(used))
    }
    return timeline.replaced(lambda moment: moment._replace(step=ranks[moment.instant]))


def _number(timeline: Timeline) -> Timeline:
    """Give each task and each thread a name of its own, but those that stand for many."""
    names = [each.name for each in timeline.tasks] + [each.name for each in timeline.threads]
    often = Counter(names)
    seen: Counter[str] = Counter()

    def numbered(name: str) -> str:
        seen[name] += 1
        return f"{name} {seen[name]}" if often[name] > 1 else name

    return replace(
        timeline,
        tasks=tuple(
            replace(task, name=numbered(task.name)) if task.count == 1 else task
            for task in timeline.tasks
        ),
        threads=tuple(replace(each, name=numbered(each.name)) for each in timeline.threads),
    )
