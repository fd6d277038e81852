"""What must be so in any timeline, or it lies: each check finds what isn't."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from anyio_timeline.model import Moment, Task, Thread, Timeline, Wait
from anyio_timeline.picture.captions import Captions
from anyio_timeline.picture.drawing import draw
from anyio_timeline.picture.layout import Layout
from anyio_timeline.words import events

Check = Callable[[Timeline], Iterator[str]]


def actors(timeline: Timeline) -> dict[str, Task | Thread]:
    """The tasks and the threads by their keys."""
    found: dict[str, Task | Thread] = {task.key: task for task in timeline.tasks}
    return found | {thread.key: thread for thread in timeline.threads}


def running(part: Task | Thread) -> Iterator[tuple[Moment, Moment]]:
    """From when to when a task ran, or a thread worked."""
    edges = [part.start, *(at for wait in part.waits for at in (wait.start, wait.end)), part.end]
    yield from list(pairwise(edges))[::2]


def not_as_printed(timeline: Timeline, lines: Sequence[str]) -> Iterator[str]:
    """Printed lines are in the order of the output, in time and in words."""
    numbers = timeline.numbers(lines)
    for earlier, later in pairwise(sorted(numbers)):
        if numbers[earlier] > numbers[later]:
            yield f"“{lines[later].strip()}” comes before “{lines[earlier].strip()}”"
    listed = [each.number for each in events(timeline) if each.number is not None]
    if listed != sorted(listed):
        yield f"lines are listed as {listed}"
    instants = [each.at.instant for each in timeline.prints]
    if instants != sorted(instants):
        yield f"lines are at {instants}"


def out_of_bounds(timeline: Timeline) -> Iterator[str]:
    """What one task waits for doesn't overlap, and nothing is outside of what it belongs to."""
    by_key = actors(timeline)
    scopes = {scope.key: scope for scope in timeline.scopes}
    for each in by_key.values():
        times = [
            each.start,
            *(at for wait in each.waits for at in (wait.start, wait.end)),
            each.end,
        ]
        if times != sorted(times):
            yield f"{each.name} goes back in time: {times}"
    for line in timeline.prints:
        owner = by_key.get(line.thread or line.task or "")
        if owner and not owner.start <= line.at <= owner.end:
            yield f"{owner.name} prints “{line.text}” when it isn't there"
    for scope in timeline.scopes:
        owner = by_key[scope.task]
        if not owner.start <= scope.start <= scope.end <= owner.end:
            yield f"{scope.label} of {owner.name} is outside of it"
    for task in timeline.tasks:
        if task.parent and not by_key[task.parent].start <= task.start:
            yield f"{task.name} starts before what started it"
        if task.thread and not by_key[task.thread].start.instant <= task.start.instant:
            yield f"{task.name} starts before its thread"
        if task.group and not scopes[task.group].start.instant <= task.start.instant:
            yield f"{task.name} starts before its group"
        if task.group and not task.end <= scopes[task.group].end:
            yield f"{task.name} ends after its group"


def acts_while_waiting(timeline: Timeline) -> Iterator[str]:
    """While a task waits, it does nothing; so one wait is one call, which starts one thing."""
    starts = [(each.task, each.line, each.start) for each in timeline.threads]
    for each in timeline.tasks:
        # a task starts one step after what starts it
        at = each.start if timeline.is_measured else each.start._replace(step=each.start.step - 1)
        starts.append((each.parent, each.line, at))
    for task in timeline.tasks:
        for wait in (wait for wait in task.waits if wait.count == 1 and task.count == 1):
            for key, at in _doings(timeline):
                if key == task.key and wait.start.instant < at.instant < wait.end.instant:
                    yield f"{task.name} acts at {at}, while it waits"
            mine = [at for key, line, at in starts if (key, line) == (task.key, wait.line)]
            begin, end = wait.start, wait.end
            if not timeline.is_measured:
                begin, end = begin._replace(turn=0), end._replace(turn=0)
            inside = [at for at in mine if begin <= at < end]
            if wait.label in ("start()", "to_thread.run_sync()") and len(inside) > 1:
                yield f"{task.name} starts more than one thing in one call of {wait.label}"


def _doings(timeline: Timeline) -> Iterator[tuple[str | None, Moment]]:
    """When each task itself does anything but wait."""
    yield from ((line.task, line.at) for line in timeline.prints if not line.thread)
    for scope in timeline.scopes:
        yield from ((scope.task, scope.start), (scope.task, scope.end))


def too_early(timeline: Timeline) -> Iterator[str]:
    """No task goes on before what it waited for has happened."""
    for task in timeline.tasks:
        for wait in task.waits:
            is_alone = wait.by or wait.kind not in ("task", "children", "thread")
            is_many = task.count > 1 or wait.count > 1 or timeline.is_measured
            if not (is_alone or is_many or _has_cause(timeline, task, wait)):
                yield f"{task.name} goes on at {wait.end}, but nothing happens there"
    for thread in timeline.threads:
        last = _wait_for(timeline, thread)
        if last and not last.by and last.end.instant < thread.end.instant:
            yield f"who waits for {thread.name} goes on before it ends"


def _wait_for(timeline: Timeline, thread: Thread) -> Wait | None:
    """The wait of a task for a thread, or its last part: on Trio, it runs callbacks meanwhile."""
    mine = thread.task, thread.line
    starts = [each.start for each in timeline.threads if (each.task, each.line) == mine]
    next_one = min((start for start in starts if start > thread.start), default=None)
    parts = [
        wait
        for task in timeline.tasks
        for wait in task.waits
        if (task.key, wait.line) == mine and wait.kind == "thread"
    ]
    # a clock may show the end of one call and the start of the next as one instant
    begun = [part for part in parts if next_one is None or part.start < next_one]
    return begun[-1] if begun else None


def _has_cause(timeline: Timeline, waiter: Task, wait: Wait) -> bool:
    """Whether anything happens right before the end of a wait, in the same instant."""
    if wait.label == "wait_all_tasks_blocked()":
        return True  # on asyncio, AnyIO looks at them ten times a second
    seconds, step = wait.end.instant
    moments = {at.instant for other, at in happenings(timeline) if other != waiter.key}
    return any(at == seconds and (before < step or step == 0) for at, before in moments)


def happenings(timeline: Timeline) -> Iterator[tuple[str | None, Moment]]:
    """Who does anything when, tasks and threads by their keys."""
    for key, each in actors(timeline).items():
        yield from ((key, each.start), (key, each.end))
        for n, wait in enumerate(each.waits):
            if wait.kind != "ready":
                yield key, wait.start
            # it doesn't go on where it can't yet
            if [next_.kind for next_ in each.waits[n + 1 : n + 2]] != ["ready"]:
                yield key, wait.end
    for scope in timeline.scopes:
        yield from ((scope.task, scope.start), (scope.task, scope.end))
    for line in timeline.prints:
        yield line.thread or line.task, line.at


def while_blocked(timeline: Timeline) -> Iterator[str]:
    """While a task blocks the event loop, no other task does anything, and nothing is cancelled."""
    threads = {thread.key for thread in timeline.threads}
    names = {task.key: task.name for task in timeline.tasks}
    for task in timeline.tasks:
        for block in (wait for wait in task.waits if wait.kind == "blocked"):
            inside = range_of(block)
            for key, at in happenings(timeline):
                if key not in {task.key, None, *threads} and inside(at):
                    yield f"{names[str(key)]} acts at {at}, while {task.name} blocks the loop"
            for scope in timeline.scopes:
                if scope.cancelled and inside(scope.cancelled.at):
                    yield f"{scope.label} is cancelled while {task.name} blocks the loop"


def range_of(wait: Wait) -> Callable[[Moment], bool]:
    """What says whether a moment is between the start and the end of a wait."""
    return lambda at: wait.start.seconds < at.seconds < wait.end.seconds


def cancelled_too_early(timeline: Timeline) -> Iterator[str]:
    """A scope is cancelled once it's entered and for a reason that is there, and then cancels."""
    by_key = actors(timeline)
    scopes = {scope.key: scope for scope in timeline.scopes}
    for scope in timeline.scopes:
        if not (cancelled := scope.cancelled):
            continue
        if not scope.start <= cancelled.at <= scope.end:
            yield f"{scope.label} is cancelled when it isn't there"
        early = (scope.deadline or 0) - cancelled.at.seconds
        # uvloop counts in thousandths
        if cancelled.why == "deadline" and early > (0.005 if timeline.is_measured else 1e-6):
            yield f"{scope.label} is cancelled before its deadline"
        who = by_key.get(cancelled.by or "")
        if who and cancelled.why == "child" and cancelled.at < who.end:
            yield f"{scope.label} is cancelled before {who.name} raises"
        if who and not who.start <= cancelled.at:
            yield f"{scope.label} is cancelled before {who.name} starts, which does it"
    for task in timeline.tasks:
        waits = [(wait.by, wait.end) for wait in task.waits if wait.by]
        for by, at in [*waits, *([(task.by, task.end)] if task.by else [])]:
            cause = scopes[str(by)].cancelled
            if not cause or cause.at.instant > at.instant:
                yield f"{task.name} is cancelled before {scopes[str(by)].label} is"


def busy_for_nothing(timeline: Timeline) -> Iterator[str]:
    """Where times are those asked for, work takes none: no task is shown to run for any time."""
    if timeline.is_measured:
        return
    for task in timeline.tasks:
        for start, end in running(task):
            if start.seconds < end.seconds:
                yield f"{task.name} runs from {start} to {end}"


def at_once(timeline: Timeline) -> Iterator[str]:
    """Where times are measured, no two tasks are shown to work at once: they share a loop."""
    long = [
        (start.seconds, end.seconds, task.name)
        for task in timeline.tasks
        for start, end in running(task)
        if timeline.is_measured and task.count == 1
    ]
    for n, (start, end, name) in enumerate(long):
        for other_start, other_end, other in long[n + 1 :]:
            if other != name and min(end, other_end) - max(start, other_start) > _LONG:
                yield f"{name} and {other} run at once, at {max(start, other_start)} s"


_LONG = 0.04
"""Seconds, a little more than those of a step that counts as holding up others."""

CHECKS: list[Check] = [
    out_of_bounds,
    acts_while_waiting,
    too_early,
    while_blocked,
    cancelled_too_early,
    busy_for_nothing,
    at_once,
]
"""All checks that need nothing but a timeline."""


def lies(timeline: Timeline, output: str) -> list[str]:
    """All that a timeline says and that can't be."""
    found = [lie for check in CHECKS for lie in check(timeline)]
    return [*found, *not_as_printed(timeline, output.splitlines())]


def uneven(timeline: Timeline) -> Iterator[str]:
    """Where an axis isn't linear, it says so, in the drawing and in its legend."""
    drawing = draw(timeline, "x", "Title")
    is_explained = any("wider than to scale" in meaning for _, meaning in drawing.legend)
    for image, is_narrow in ((drawing.wide, False), (drawing.narrow, True)):
        axis = Layout(timeline, Captions(timeline), is_narrow).axis
        scales = [
            (after.left - before.right) / (after.seconds - before.seconds)
            for before, after in pairwise(axis.instants)
            if (before.right, after.left) not in axis.wider
        ]
        if scales and max(scales) > 1.1001 * min(scales):
            yield f"a second has from {min(scales):.1f} to {max(scales):.1f} units"
        broken = re.search(r'class="tl-break" d="([^"]*)"', image)
        marks = broken[1].count("l") // 2 if broken else 0
        if marks != len(axis.wider) or (marks and not is_explained):
            yield f"{len(axis.wider)} times are wider, and {marks} are marked"
