"""Trace: a timeline as Chrome trace events, which Perfetto, speedscope and others show."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from anyio_timeline.model import Moment, Scope, Task, Thread, Timeline, Wait
from anyio_timeline.picture.captions import MEANINGS, Captions

_Event = dict[str, Any]


def as_trace(timeline: Timeline, title: str) -> str:
    """The JSON of a timeline: a row for each task and each thread, with all that is known of it.

    A task's row has its life, in it its scopes, and in these its waits; what is printed, and
    cancellations, are instants; arrows lead to a task from the one that started it.

    Args:
        timeline: What is told; times are in microseconds since its first event loop started.
        title: What it is of.
    """
    events = [*_Rows(timeline).events(title)]
    return json.dumps({"displayTimeUnit": "ms", "traceEvents": events}, ensure_ascii=False)


class _Rows:
    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._captions = Captions(timeline)
        rows: tuple[Task | Thread, ...] = (*timeline.tasks, *timeline.threads)
        self._numbers = {each.key: number for number, each in enumerate(rows, 1)}
        self._rows = rows
        self._scopes: defaultdict[str, list[Scope]] = defaultdict(list)
        for scope in timeline.scopes:
            self._scopes[scope.task].append(scope)

    def events(self, title: str) -> Iterator[_Event]:
        yield self._about("process_name", 0, {"name": title})
        for row in self._rows:
            number = self._numbers[row.key]
            name = f"thread {row.name}" if isinstance(row, Thread) else row.name
            yield self._about("thread_name", number, {"name": name})
            yield self._about("thread_sort_index", number, {"sort_index": number})
            yield self._span(row.key, name, "thread" if isinstance(row, Thread) else "task", row)
            if isinstance(row, Task):
                yield from self._start(row)
        for scope in self._timeline.scopes:
            yield from self._scope(scope)
        for row in self._rows:
            for wait in row.waits:
                name = wait.label or MEANINGS[wait.kind]
                for piece in self._pieces(row.key, wait):
                    yield self._span(row.key, name, wait.kind, piece)
        for line in self._timeline.prints:
            if key := line.thread or line.task:
                yield self._instant(key, f"prints {line.text}", "print", line.at, line.line)

    def _pieces(self, key: str, wait: Wait) -> Iterator[Wait]:
        """A wait, cut where scopes of its task begin and end: viewers know what lies in what."""
        edges = {wait.start, wait.end}
        for scope in self._scopes[key]:
            edges |= {each for each in (scope.start, scope.end) if wait.start < each < wait.end}
        ordered = sorted(edges)
        for start, end in zip(ordered, ordered[1:] or ordered, strict=False):
            yield replace(wait, start=start, end=end)

    def _about(self, what: str, number: int, arguments: _Event) -> _Event:
        return {"ph": "M", "name": what, "pid": 1, "tid": number, "args": arguments}

    def _at(self, key: str, phase: str, name: str, kind: str, at: Moment) -> _Event:
        time = round(at.seconds * 1e6)
        place = {"pid": 1, "tid": self._numbers[key]}
        return {"ph": phase, "name": name, "cat": kind, "ts": time, **place}

    def _span(self, key: str, name: str, kind: str, part: Task | Thread | Scope | Wait) -> _Event:
        event = self._at(key, "X", name, kind, part.start)
        event["dur"] = round(part.end.seconds * 1e6) - event["ts"]
        told: _Event = {"line": part.line}
        if isinstance(part, Task):
            told |= {"outcome": part.outcome, "error": part.error}
        return {**event, "args": {name: value for name, value in told.items() if value}}

    def _instant(self, key: str, name: str, kind: str, at: Moment, line: int | None) -> _Event:
        return {**self._at(key, "i", name, kind, at), "s": "t", "args": {"line": line}}

    def _start(self, task: Task) -> Iterator[_Event]:
        """The arrow from the task that started one."""
        if task.parent in self._numbers and task.start.seconds > self._timeline.begin:
            arrow = {"id": self._numbers[task.key]}
            yield {**self._at(task.parent or "", "s", "starts", "start", task.start), **arrow}
            yield {**self._at(task.key, "f", "starts", "start", task.start), "bp": "e", **arrow}

    def _scope(self, scope: Scope) -> Iterator[_Event]:
        yield self._span(scope.task, scope.label, "scope", scope)
        if cancelled := scope.cancelled:
            text = f"{scope.label} is cancelled: {self._captions.why(scope)[0]}"
            yield self._instant(scope.task, text, "cancellation", cancelled.at, cancelled.line)
