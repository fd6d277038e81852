"""Editing: from a story to a timeline, with stable keys and nothing but the program's own."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import zip_longest
from math import floor, inf, log10

from anyio_timeline.characters import shown_in_line
from anyio_timeline.folding import folded
from anyio_timeline.model import (
    FUTURE_CANCEL,
    TASK_HANDLE,
    Cancellation,
    Moment,
    Print,
    Scope,
    Task,
    Thread,
    Timeline,
    Wait,
    printed,
)
from anyio_timeline.watching.cast import Actor, Call, Life, Ring, Span
from anyio_timeline.watching.story import Story
from anyio_timeline.window import clipped


def timeline(story: Story, digits: int = 2) -> Timeline:
    """What a story says, as a timeline.

    Args:
        story: What was taken down.
        digits: How many digits of the whole are left of measured times, besides the first one:
            two are what a picture shows.
    """
    return Edition(story).timeline(digits)


class Edition:
    """A story that is over, of which several timelines can be made.

    Args:
        story: What was taken down.
        begin: The seconds from which on it's shown.
        end: The seconds until which it's shown.
    """

    def __init__(self, story: Story, begin: float = 0.0, end: float = inf) -> None:
        story.end()
        editor = _Editor(story)
        self._whole = clipped(editor.timeline(), max(begin, story.begin), end)
        self._is_early = begin > self._whole.end.seconds
        self._arguments = editor.arguments()

    @property
    def end(self) -> float:
        """The seconds at which it ends."""
        return self._whole.end.seconds

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return self._is_early or not self._whole.tasks

    def timeline(self, digits: int, least: int = 0, folds: bool = True) -> Timeline:
        """A timeline of it.

        Args:
            digits: As for the function `timeline`.
            least: How many digits behind the point there are at least.
            folds: Whether many equal tasks become one.
        """
        kept = self._whole
        if kept.is_measured:
            kept = _round(kept, digits, least)
        if folds:
            kept = folded(kept)
        return _sort(_rank(_tell_apart(kept, self._arguments)))


class _Editor:
    """Gives each thing of a story that is shown its key."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.lives = [life for life in story.lives if life.is_shown]
        self.keys: dict[Actor | Ring, str] = {}
        self._key_tasks()
        self.calls = sorted(
            (each for each in story.threads.calls if each.tells_end or self._task(each.owner)),
            key=lambda call: (call.start, _path(self._task(call.owner) or "")),
        )
        for number, call in enumerate(self.calls):
            self.keys[call] = f"t{number}"
        cancelling = {life.by for life in story.lives}
        cancelling |= {span.by for life in story.lives for span in life.spans}
        for ring in story.scopes.rings:
            if ring.cancelled and ring.cancelled[1] in ("body", "task") and ring not in cancelling:
                ring.cancelled = None  # on one of the backends, such a call can't be seen
            if ring.label in (TASK_HANDLE, FUTURE_CANCEL):
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
            is_cut=self.story.is_full,
            is_part=self.story.is_part,
        )

    def task(self, life: Life) -> Task:
        return Task(
            key=self.keys[life],
            name=shown_in_line(life.name),
            parent=self._task(life.owner),
            group=self._scope(life.group),
            thread=self.keys.get(life.owner) if isinstance(life.owner, Call) else None,
            line=life.line,
            start=life.start,
            end=life.end or life.now,
            outcome=life.outcome,
            error=shown_in_line(life.error),
            by=self.keys.get(life.by) if life.by else None,
            waits=self.waits(life.spans),
            is_member=life.is_member and life.group in self.keys,
        )

    def waits(self, spans: Iterable[Span]) -> tuple[Wait, ...]:
        return tuple(
            Wait(
                kind=span.what.kind,
                label=shown_in_line(span.what.label),
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
            label=shown_in_line(ring.label),
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
            is_left=ring.end is not None,
        )

    def thread(self, call: Call) -> Thread:
        return Thread(
            key=self.keys[call],
            name=shown_in_line(call.name),
            task=self._task(call.owner),
            line=call.line,
            start=call.start,
            end=call.stamp(),
            waits=self.waits(call.spans),
            is_worker=call.is_worker,
            is_over=call.end is not None,
            thread=self.keys.get(call.owner) if isinstance(call.owner, Call) else None,
        )

    def arguments(self) -> dict[str, tuple[str, ...]]:
        """What each task and each thread was called with, by their keys."""
        return {self.keys[each]: each.arguments for each in (*self.lives, *self.calls)}

    def prints(self) -> Iterator[Print]:
        """The printed lines, in the order of the output."""
        for each in self.story.prints:
            thread = self.keys.get(each.actor) if isinstance(each.actor, Call) else None
            task = None if thread else self._task(each.actor)
            yield Print(each.at, task, thread, printed(each.text), each.line)


def _path(key: str) -> tuple[int, ...]:
    """A key as what sorts "0.10" after "0.9"."""
    return tuple(map(int, key.split("."))) if key else ()


def _round(timeline: Timeline, digits: int, least: int) -> Timeline:
    """Leave of measured times what can be seen, or told."""
    whole = timeline.end.seconds - timeline.begin or 1.0
    digits = max(digits - floor(log10(whole)), least)
    # the order within what is left is told by turns
    turns = {at: turn for turn, at in enumerate(sorted(_moments(timeline)))}
    scopes = (
        replace(each, deadline=None if each.deadline is None else round(each.deadline, digits))
        for each in timeline.scopes
    )
    rounded = replace(timeline, scopes=tuple(scopes), begin=round(timeline.begin, digits))
    return rounded.replaced(lambda at: Moment(round(at.seconds, digits), 0, turns[at]))


def _moments(timeline: Timeline) -> set[Moment]:
    seen: set[Moment] = set()

    def see(moment: Moment) -> Moment:
        seen.add(moment)
        return moment

    timeline.replaced(see)
    return seen


def _rank(timeline: Timeline) -> Timeline:
    """Count only the steps at which something happens that a timeline shows.

    Inside, one backend takes more steps than the other for the same thing.
    """
    steps: dict[float, set[int]] = defaultdict(set)
    for moment in _moments(timeline):
        steps[moment.seconds].add(moment.step)
    ranks = {
        (seconds, step): rank
        for seconds, used in steps.items()
        for rank, step in enumerate(sorted(used))
    }
    return timeline.replaced(lambda moment: moment._replace(step=ranks[moment.instant]))


def _sort(timeline: Timeline) -> Timeline:
    """Put printed lines in the order in which they are listed."""
    place = timeline.order()
    prints = sorted(timeline.prints, key=lambda each: place(each.thread or each.task, each.at))
    return replace(timeline, prints=tuple(prints))


def _tell_apart(timeline: Timeline, arguments: Mapping[str, tuple[str, ...]]) -> Timeline:
    """Give each task and each thread a name of its own, but those that stand for many.

    Namesakes are told apart by their arguments, as far as these do that, and else by numbers.
    """
    namesakes: dict[str, list[str]] = defaultdict(list)
    actors: tuple[Task | Thread, ...] = (*timeline.tasks, *timeline.threads)
    for each in actors:
        if each.count == 1:
            namesakes[each.name].append(each.key)
    names = {}
    for name, keys in namesakes.items():
        called = [f"{name}{told}" for told in _telling([arguments[key] for key in keys])]
        often, seen = Counter(called), Counter[str]()
        for key, full in zip(keys, called, strict=True):
            seen[full] += 1
            names[key] = f"{full} {seen[full]}" if often[full] > 1 else full
    return replace(
        timeline,
        tasks=tuple(replace(task, name=names.get(task.key, task.name)) for task in timeline.tasks),
        threads=tuple(
            replace(each, name=names.get(each.key, each.name)) for each in timeline.threads
        ),
    )


def _telling(calls: Sequence[tuple[str, ...]]) -> list[str]:
    """The arguments by which some calls of one function differ.

    One of them, where it tells as many of the calls apart as all of them do.
    """
    columns = [column for column in zip_longest(*calls, fillvalue="") if all(column)]
    telling = [column for column in columns if len(set(column)) > 1]
    if not telling:
        return [""] * len(calls)
    most = len(set(zip(*telling, strict=True)))
    enough = [column for column in telling if len(set(column)) == most]
    return [f"({', '.join(row)})" for row in zip(*(enough[:1] or telling), strict=True)]
