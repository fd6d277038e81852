"""Timeline: what the tasks, scopes and threads of one run did, in one format for every backend."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, NamedTuple

from anyio_timeline.characters import shown_in_line, uncoloured

TASK_HANDLE = "task handle"
"""The label of the scope that each task handle has; it's shown where it was cancelled."""

TASK_CANCEL = "task.cancel()"
"""The label of what stands for a scope round a wait that such a call of asyncio's has ended."""

SIGINT = "SIGINT"
"""The label of the same where asyncio makes that call for Ctrl-C."""

FUTURE_CANCEL = "future.cancel()"
"""The label of the scope round what a thread has a portal run; shown where it was cancelled."""

CALLS = (TASK_CANCEL, SIGINT, FUTURE_CANCEL)
"""The labels of what no program enters, and what is cancelled by a call instead."""


class Moment(NamedTuple):
    """When something happened.

    Args:
        seconds: Since the first event loop of the program started.
        step: How many steps of cause and effect came before it within the same instant: a task
            that another one starts or wakes is one step after it. What has the same step happened
            independently, in no order that the program could rely on.
        turn: How much the same task, or the same thread, did before within the same step; where
            times were measured, how much anyone did.
    """

    seconds: float
    step: int = 0
    turn: int = 0

    @property
    def instant(self) -> tuple[float, int]:
        """The moment without the order of what one task does within a step."""
        return self[:2]


@dataclass(frozen=True)
class Wait:
    """What a task waited for, or what kept it from running.

    Args:
        kind: "sleep"; "task" for what another task must do; "children" at the end of a task group;
            "thread"; "io"; "blocked" while it blocked the event loop; "ready" while it could have
            gone on, but another task blocked the event loop; "turn" while others ran then, one
            after the other. Of a task that stands for many:
            "mixed" if they wait for several of these; "absent" while there is none of them.
        label: The call, as `sleep(1)`; empty where `kind` says all.
        line: The line of the program that waited; None if it isn't known.
        start: When it began.
        end: When it ended.
        by: The key of the scope whose cancellation ended it, or None.
        count: How many equal waits, one after the other, this stands for.
    """

    kind: str
    label: str
    line: int | None
    start: Moment
    end: Moment
    by: str | None = None
    count: int = 1


@dataclass(frozen=True)
class Task:
    """A task, from its start to its end.

    Args:
        key: "0" for the first task that no other one started, "0.1" for the second one that it
            started.
        name: Its name, which no other task of the timeline has.
        parent: The key of the task that owns it, or None.
        group: The key of the task group that it is in, or None.
        thread: The key of the thread that asked for it, as with `from_thread.run`, or None.
        line: The line of the program that started it; None if it isn't known.
        start: When it started.
        end: When it ended.
        outcome: "finished", "cancelled", "raised", or "unfinished" if the program ended before it.
        error: What it raised, as `ValueError`; empty if it raised nothing.
        by: The key of the scope that cancelled it, or None.
        waits: What it waited for, in order. Between them it ran.
        count: How many tasks of the same name, in the same group, this stands for.
        is_member: Whether it was started in that group itself, not in one of a library's within.
    """

    key: str
    name: str
    parent: str | None
    group: str | None
    thread: str | None
    line: int | None
    start: Moment
    end: Moment
    outcome: str
    error: str
    by: str | None
    waits: tuple[Wait, ...]
    count: int = 1
    is_member: bool = True


@dataclass(frozen=True)
class Cancellation:
    """Why a scope was cancelled.

    Args:
        at: When.
        why: "deadline"; "cancel" for a call of `cancel()`; "child" if a task of the group raised;
            "body" if the code inside the group raised; "task" if the task of one of asyncio's
            groups was cancelled; "signal" for Ctrl-C.
        by: The key of the task that called `cancel()` or raised, or None.
        line: The line that called `cancel()`, or None.
    """

    at: Moment
    why: str
    by: str | None
    line: int | None


@dataclass(frozen=True)
class Scope:
    """A cancel scope or a task group.

    Args:
        key: "s0" for the first one.
        label: What the program calls, as `move_on_after(1)`, or "task group".
        is_group: Whether it is a task group.
        task: The key of the task that is in it.
        parent: The key of the scope right around it, in its task or, for the first one in a task,
            of that task's group; or None.
        line: The line that opened it.
        start: When it was entered.
        end: When it was left.
        deadline: Seconds, on the clock of `Moment`; None if it has none.
        is_shielded: Whether it keeps cancellation from outside away.
        cancelled: Why and when it was cancelled, or None.
        caught: Whether it ended the cancellation there: `cancelled_caught`.
        is_left: Whether it has been left.
    """

    key: str
    label: str
    is_group: bool
    task: str
    parent: str | None
    line: int | None
    start: Moment
    end: Moment
    deadline: float | None
    is_shielded: bool
    cancelled: Cancellation | None
    caught: bool
    is_left: bool = True


@dataclass(frozen=True)
class Thread:
    """A call in a worker thread, or a thread of the program's own.

    Args:
        key: "t0" for the first one.
        name: The function that was called.
        task: The key of the task that asked for it; None for a thread that no task started.
        line: The line that asked for it.
        start: When the function was called.
        end: When it returned, which can be after the task gave up waiting for it.
        waits: Where it slept, or waited for the event loop.
        is_worker: Whether it's a call, in a thread that may run others too.
        is_over: Whether it has ended.
        thread: The key of the thread that asked for it, or None.
        count: How many calls of the same name, for the same task, this stands for.
    """

    key: str
    name: str
    task: str | None
    line: int | None
    start: Moment
    end: Moment
    waits: tuple[Wait, ...] = ()
    is_worker: bool = True
    is_over: bool = True
    thread: str | None = None
    count: int = 1


@dataclass(frozen=True)
class Print:
    """A printed line.

    Args:
        at: When.
        task: The key of the task that printed it, or None.
        thread: The key of the thread that printed it, or None.
        text: The line, without its end and its colours.
        line: The line of the program that printed it.
        count: How many lines this stands for, where tasks are folded.
    """

    at: Moment
    task: str | None
    thread: str | None
    text: str
    line: int | None
    count: int = 1


@dataclass(frozen=True)
class Timeline:
    """All that one run did. Its texts are in the form that `shown_in_line` gives them.

    Args:
        end: When the last of it ended.
        is_measured: Whether times were measured. If not, they are those that the program asked for:
            sleeps and deadlines have their length, all else takes no time.
        tasks: In the order of their keys.
        scopes: In the order in which they were entered, as far as there is one.
        threads: In the order of their starts.
        prints: In the order of their moments, and of the output within one task.
        is_cut: Whether the run went on when there was more than a timeline can hold, or shall.
        begin: Seconds from which on it's known, or shown, what happened.
        is_part: Whether it's of a part of what the program does, as one test, or one cell.
    """

    end: Moment
    is_measured: bool
    tasks: tuple[Task, ...]
    scopes: tuple[Scope, ...]
    threads: tuple[Thread, ...]
    prints: tuple[Print, ...]
    is_cut: bool = False
    begin: float = 0.0
    is_part: bool = False

    def replaced(self, change: Callable[[Moment], Moment]) -> Timeline:
        """The same timeline with other moments."""
        changed: Timeline = _replaced(self, change)
        return changed

    def order(self) -> Callable[[str | None, Moment], tuple[float, ...]]:
        """What sorts all that happens, by the key of who does it and the moment.

        What happened at the same moment in different tasks has no order; it comes task by task, and
        threads come after them. But where times were measured, it comes as it happened.
        """
        keys = [*(task.key for task in self.tasks), *(thread.key for thread in self.threads)]
        places = {key: place for place, key in enumerate(keys)}

        def order(who: str | None, at: Moment) -> tuple[float, ...]:
            place = places.get(who or "", len(places))
            seconds, step, turn = at
            return (seconds, turn, place) if self.is_measured else (seconds, step, place, turn)

        return order

    def numbers(self, lines: Sequence[str]) -> dict[int, int]:
        """Which printed line each line of the output is, both by their numbers from 0."""
        waiting: dict[str, deque[int]] = {}
        for number, each in enumerate(self.prints):
            waiting.setdefault(each.text, deque()).append(number)
        found = ((n, waiting.get(printed(line.removesuffix("\n")))) for n, line in enumerate(lines))
        return {n: numbers.popleft() for n, numbers in found if numbers}

    @property
    def is_worth_drawing(self) -> bool:
        """Whether more takes part than one task alone, or than some that do nothing but run."""
        is_crowd = len(self.tasks) > 1 and any(task.waits or task.parent for task in self.tasks)
        return is_crowd or bool(self.scopes) or bool(self.tasks and self.threads)

    def to_dict(self) -> dict[str, Any]:
        """The timeline as JSON has it."""
        plain: dict[str, Any] = _plain(self)
        return plain

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Timeline:
        """Read a timeline back.

        Raises:
            TypeError: if these aren't the values of a timeline.
        """
        return cls(
            end=Moment(*values["end"]),
            is_measured=values["is_measured"],
            tasks=tuple(_read(Task, each) for each in values["tasks"]),
            scopes=tuple(_read(Scope, each) for each in values["scopes"]),
            threads=tuple(_read(Thread, each) for each in values["threads"]),
            prints=tuple(_read(Print, each) for each in values["prints"]),
            is_cut=values["is_cut"],
            begin=values.get("begin", 0.0),
            is_part=values.get("is_part", False),
        )


def printed(line: str) -> str:
    """What a timeline has of a line of the output."""
    return shown_in_line(uncoloured(line))


def _plain(value: Any) -> Any:
    if isinstance(value, Moment):
        return value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if is_dataclass(value):
        return {name: _plain(each) for name, each in vars(value).items()}
    return value


def _replaced(value: Any, change: Callable[[Moment], Moment]) -> Any:
    if isinstance(value, Moment):
        return change(value)
    if isinstance(value, tuple):
        return tuple(_replaced(each, change) for each in value)
    if is_dataclass(value):
        kind: Any = type(value)
        return kind(**{name: _replaced(each, change) for name, each in vars(value).items()})
    return value


def _read(kind: Any, values: Mapping[str, Any]) -> Any:
    read = {**values}
    for name in {"start", "end", "at"} & read.keys():
        read[name] = Moment(*read[name])
    if "waits" in read:
        read["waits"] = tuple(_read(Wait, each) for each in read["waits"])
    if read.get("cancelled"):
        read["cancelled"] = _read(Cancellation, read["cancelled"])
    if unknown := read.keys() - {each.name for each in fields(kind)}:
        raise TypeError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**read)
