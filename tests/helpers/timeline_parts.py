"""Timelines made by hand: their parts, in as few words as possible."""

from __future__ import annotations

from anyio_timeline.model import (
    Cancellation,
    Moment,
    Print,
    Scope,
    Task,
    Thread,
    Timeline,
    Wait,
)

At = float | tuple[float, int]


def moment(at: At) -> Moment:
    """A moment, from seconds or from seconds and a step."""
    return Moment(*at) if isinstance(at, tuple) else Moment(at)


def wait(
    kind: str, start: At, end: At, label: str = "", by: str | None = None, count: int = 1
) -> Wait:
    """A wait of line 12."""
    return Wait(kind, label, 12, moment(start), moment(end), by, count)


def task(
    key: str,
    name: str,
    start: At,
    end: At,
    *waits: Wait,
    group: str | None = None,
    thread: str | None = None,
    outcome: str = "finished",
    error: str = "",
    by: str | None = None,
    count: int = 1,
) -> Task:
    """A task of line 20, the child of the one whose key its own begins with."""
    parent = key.rpartition(".")[0] or None
    span = moment(start), moment(end)
    return Task(
        key, name, parent, group, thread, 20, *span, outcome, error, by, tuple(waits), count
    )


def scope(
    key: str,
    owner: str,
    start: At,
    end: At,
    label: str = "task group",
    parent: str | None = None,
    deadline: float | None = None,
    cancelled: Cancellation | None = None,
    is_shielded: bool = False,
) -> Scope:
    """A scope of line 30."""
    span = moment(start), moment(end)
    is_group = label == "task group"
    return Scope(
        key,
        label,
        is_group,
        owner,
        parent,
        30,
        *span,
        deadline,
        is_shielded,
        cancelled,
        bool(cancelled),
    )


def thread(
    key: str, name: str, start: At, end: At, *waits: Wait, owner: str | None = None
) -> Thread:
    """A worker thread of line 40."""
    return Thread(key, name, owner, 40, moment(start), moment(end), tuple(waits))


def printed(
    at: At, text: str, owner: str | None = None, thread: str | None = None, count: int = 1
) -> Print:
    """A printed line, of line 50."""
    return Print(moment(at), owner, thread, text, 50, count)


def timeline(*parts: Task | Scope | Thread | Print) -> Timeline:
    """A timeline of these parts."""
    tasks = tuple(part for part in parts if isinstance(part, Task))
    scopes = tuple(part for part in parts if isinstance(part, Scope))
    threads = tuple(part for part in parts if isinstance(part, Thread))
    prints = tuple(part for part in parts if isinstance(part, Print))
    ends = [part.end for part in parts if not isinstance(part, Print)]
    end = max(ends, default=Moment(0))
    return Timeline(end, False, tasks, scopes, threads, prints)
