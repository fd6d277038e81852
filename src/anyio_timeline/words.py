"""Words: what a timeline shows, as a list of events in the order in which they happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from anyio_timeline.model import (
    CALLS,
    TASK_HANDLE,
    Moment,
    Scope,
    Task,
    Thread,
    Timeline,
    Wait,
)
from anyio_timeline.picture.axis import in_words
from anyio_timeline.picture.captions import Captions


@dataclass(frozen=True)
class Event:
    """Something that happened.

    Args:
        at: When.
        text: What, as a sentence without its full stop.
        line: The line of the program that did it; None if it isn't known.
        number: For a printed line, its number in `Timeline.prints`; else None.
    """

    at: Moment
    text: str
    line: int | None = None
    number: int | None = None


def events(timeline: Timeline) -> list[Event]:
    """All that a timeline shows, in order.

    What happened at the same moment in different tasks has no order; it's listed task by task.
    """
    return _Teller(timeline).events()


def as_text(timeline: Timeline) -> str:
    """The events, one a line, as they are reviewed.

    Where times were measured, they and the order of events aren't part of that.
    """
    if timeline.is_measured:
        return "".join(f"{line}\n" for line in _outline(timeline))
    return as_list(timeline)


def as_list(timeline: Timeline) -> str:
    """The events with their times, one a line."""
    return "".join(f"{in_words(each.at.seconds):>8}  {each.text}\n" for each in events(timeline))


def _outline(timeline: Timeline) -> Iterator[str]:
    """What can't change where times were measured: who took part, and how it ended."""
    captions = Captions(timeline)
    for task in timeline.tasks:
        yield f"task {task.name}: {task.outcome} {task.error}".rstrip()
    for scope in timeline.scopes:
        yield ": ".join((f"scope {scope.label}", *captions.why(scope)[:1]))
    # which of several begins first is a matter of chance
    place = {task.key: number for number, task in enumerate(timeline.tasks)}
    for thread in sorted(timeline.threads, key=lambda each: place.get(each.task or "", -1)):
        yield f"thread {thread.name}"


def summary(timeline: Timeline) -> str:
    """What takes part, in a sentence or two."""
    scopes = [scope for scope in timeline.scopes if not scope.is_group and scope.label not in CALLS]
    parts = {
        "task": sum(task.count for task in timeline.tasks),
        "task group": sum(scope.is_group for scope in timeline.scopes),
        "cancel scope": len(scopes),
        "call in a worker thread": sum(each.count for each in timeline.threads if each.is_worker),
        "thread": sum(each.count for each in timeline.threads if not each.is_worker),
    }
    counted = [f"{count} {_plural(name, count)}" for name, count in parts.items() if count]
    over = "what comes after {} isn't shown" if timeline.is_cut else "all is over after {}"
    if timeline.begin:
        over += f", and what came before {in_words(timeline.begin)} isn't"
        over += "" if timeline.is_cut else " shown"
    took = in_words(timeline.end.seconds)
    cancelled = sum(scope.cancelled is not None for scope in timeline.scopes)
    end = f" {cancelled} {'is' if cancelled == 1 else 'are'} cancelled." if cancelled else ""
    return f"{', '.join(counted)}; {over.format(took)}.{end}"


def _plural(name: str, count: int) -> str:
    return name if count == 1 else name.replace("call", "calls") if "call" in name else f"{name}s"


_STARTS, _CANCELS, _DOES, _ENDS = range(4)
"""The order of what one task does at one moment, where its turns don't tell."""


class _Teller:
    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._captions = Captions(timeline)
        self._names = {task.key: task.name for task in timeline.tasks}
        self._names |= {thread.key: f"thread {thread.name}" for thread in timeline.threads}
        self._labels = dict(_labels(timeline))
        self._groups = [scope for scope in timeline.scopes if scope.is_group]
        self._order = timeline.order()
        self._whole = "timeline" if timeline.is_cut or timeline.is_part else "program"
        self._found: list[tuple[tuple[float, ...], Event]] = []

    def events(self) -> list[Event]:
        for task in self._timeline.tasks:
            self._task(task)
        for thread in self._timeline.threads:
            self._thread(thread)
        for scope in self._timeline.scopes:
            self._scope(scope)
        for number, line in enumerate(self._timeline.prints):
            who = line.thread or line.task
            what = f"“{line.text}”" if line.count == 1 else line.text
            self._add(who, _DOES, line.at, f"{self._name(who)} prints {what}", line.line, number)
        return [event for _, event in sorted(self._found, key=lambda each: each[0])]

    def _name(self, who: str | None) -> str:
        return self._names.get(who or "", "the program")

    def _add(
        self,
        who: str | None,
        rank: int,
        at: Moment,
        text: str,
        line: int | None,
        number: int | None = None,
    ) -> None:
        event = Event(at, text, line, number)
        self._found.append(((*self._order(who, at), rank), event))

    def _task(self, task: Task) -> None:
        name = task.name
        if task.count > 1:
            text = f"{task.count} more tasks {name} start, in {self._owner(task)}"
            self._add(task.key, _STARTS, task.start, text, task.line)
            text = f"the last of these {task.count} tasks ends: all {task.outcome}"
            self._add(task.key, _ENDS, task.end, text, None)
            return
        starts = f"{name} {'goes on' if self._went_on(task) else 'starts'}"
        if task.thread:
            starts += f", for {self._names[task.thread]}"
        elif task.parent:
            starts += f", in {self._owner(task)}"
        self._add(task.key, _STARTS, task.start, starts, task.line)
        self._waits(task.key, task.waits)
        ends = {
            "finished": f"{name} finishes",
            "cancelled": f"{name} ends, cancelled",
            "raised": f"{name} raises {task.error}",
            "unfinished": f"{name} is unfinished when the {self._whole} ends",
        }
        if by := self._labels.get(task.by or ""):
            ends["cancelled"] += f" by {by}"
        self._add(task.key, _ENDS, task.end, ends[task.outcome], None)

    def _went_on(self, part: Task | Thread | Scope) -> bool:
        """Whether something was there before what is shown begins."""
        return 0 < self._timeline.begin >= part.start.seconds

    def _owner(self, task: Task) -> str:
        group = next((each for each in self._timeline.scopes if each.key == task.group), None)
        if group and group.is_group and task.is_member:
            label = self._labels[group.key]
            the = "the " if label == group.label else ""
            return f"{the}{label} of {self._names[group.task]}"
        return self._name(task.parent)

    def _waits(self, key: str, waits: tuple[Wait, ...]) -> None:
        groups = [group for group in self._groups if group.task == key]
        for wait in waits:
            # a library may have opened it
            is_own = any(group.start <= wait.start <= group.end for group in groups)
            whose = "its" if is_own else "a"
            often = f", {wait.count} times," if wait.count > 1 else ""
            call = f"{wait.label or 'something else'}{often}"
            what = {
                "children": f"waits for the tasks of {whose} group",
                "blocked": "blocks the event loop" + (f" in {call}" if wait.label else ""),
                "ready": "could go on, but the event loop is blocked",
                "turn": "could go on, but others run",
            }.get(
                wait.kind, f"waits in {call}" if wait.label else f"waits for something else{often}"
            )
            text = f"{self._names[key]} {what}"
            if wait.start.seconds < wait.end.seconds:
                text += f" until {in_words(wait.end.seconds)}"
            if by := self._labels.get(wait.by or ""):
                text += f", when {by} cancels it"
            self._add(key, _DOES, wait.start, text, wait.line)

    def _thread(self, thread: Thread) -> None:
        name = self._names[thread.key]
        if thread.count > 1:
            kind = "calls" if thread.is_worker else "threads"
            owner = self._name(thread.thread or thread.task)
            what = f"{kind} of {thread.name}" if thread.is_worker else f"{kind} {thread.name}"
            text = f"{thread.count} more {what} start, for {owner}"
            self._add(thread.key, _STARTS, thread.start, text, thread.line)
            ended = "ends" if thread.is_over else "is unfinished"
            text = f"the last of these {thread.count} {kind} {ended}"
            self._add(thread.key, _ENDS, thread.end, text, None)
            return
        begins = "goes on" if self._went_on(thread) else "starts"
        text = f"{name} {begins}, for {self._name(thread.thread or thread.task)}"
        self._add(thread.key, _STARTS, thread.start, text, thread.line)
        self._waits(thread.key, thread.waits)
        ends = f"{name} ends{', abandoned' if self._captions.abandoned(thread) else ''}"
        if not thread.is_over:
            ends = f"{name} is unfinished when the {self._whole} ends"
        self._add(thread.key, _ENDS, thread.end, ends, None)

    def _scope(self, scope: Scope) -> None:
        name, label = self._names[scope.task], self._labels[scope.key]
        if scope.label not in (TASK_HANDLE, *CALLS):
            a = "a " if label == scope.label else ""
            enters = f"{name} opens {a}{label}" if scope.is_group else f"{name} enters {label}"
            if self._went_on(scope):
                enters = f"{name} is in {a}{label}"
            self._add(scope.task, _DOES, scope.start, enters, scope.line)
            caught = ", which ends the cancellation" if scope.caught else ""
            if scope.is_left:
                self._add(scope.task, _DOES, scope.end, f"{name} leaves {label}{caught}", None)
        if cancelled := scope.cancelled:
            why = self._captions.why(scope)[0]
            what = name if scope.label in CALLS else f"{label} of {name}"
            text = f"{what} is cancelled: {why}"
            self._add(cancelled.by or scope.task, _CANCELS, cancelled.at, text, cancelled.line)


def _labels(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """The label of each scope; with a number where its task has others that read the same."""
    often = Counter((scope.task, scope.label) for scope in timeline.scopes)
    seen: Counter[tuple[str, str]] = Counter()
    for scope in timeline.scopes:
        same = scope.task, scope.label
        seen[same] += 1
        yield scope.key, f"{scope.label} {seen[same]}" if often[same] > 1 else scope.label
