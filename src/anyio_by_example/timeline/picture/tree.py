"""Tree: the rows of a drawing, each task, scope and thread below the one that it belongs to."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from anyio_by_example.timeline.model import Print, Scope, Task, Thread, Timeline

Item = Task | Scope | Thread

_ROOT = ""


@dataclass(frozen=True)
class Row:
    """A row of a drawing.

    Args:
        item: What it shows; None for the row of what was printed outside tasks and threads.
        depth: How many rows it lies below.
        parent: The number of the row right above it in the tree, or None.
        prints: What it printed: numbers in the timeline, and lines.
    """

    item: Item | None
    depth: int
    parent: int | None
    prints: tuple[tuple[int, Print], ...]


def rows(timeline: Timeline) -> tuple[Row, ...]:
    """All rows of a timeline, each before those below it."""
    return tuple(_Tree(timeline).rows())


class _Tree:
    def __init__(self, timeline: Timeline) -> None:
        self._tasks = {task.key for task in timeline.tasks}
        self._threads = {thread.key for thread in timeline.threads}
        self._scopes = {scope.key: scope for scope in timeline.scopes}
        items: list[Item] = [*timeline.scopes, *timeline.tasks, *timeline.threads]
        self._below: dict[str, list[Item]] = {}
        for item in sorted(items, key=lambda item: item.start):
            self._below.setdefault(self._owner(item), []).append(item)
        self._prints: dict[str, list[tuple[int, Print]]] = {}
        for number, line in enumerate(timeline.prints):
            owner = _first(self._threads, line.thread) or _first(self._tasks, line.task)
            self._prints.setdefault(owner, []).append((number, line))

    def rows(self) -> Iterator[Row]:
        """Walk down the tree."""
        if outside := self._prints.get(_ROOT):
            yield Row(None, 0, None, tuple(outside))
        stack: list[tuple[Item, int, int | None]]
        stack = [(item, 0, None) for item in reversed(self._below.get(_ROOT, ()))]
        number = 1 if outside else 0
        while stack:
            item, depth, parent = stack.pop()
            prints = () if isinstance(item, Scope) else tuple(self._prints.get(item.key, ()))
            yield Row(item, depth, parent, prints)
            below = self._below.get(item.key, ())
            stack += [(child, depth + 1, number) for child in reversed(below)]
            number += 1

    def _owner(self, item: Item) -> str:
        if isinstance(item, Thread):
            return _first(self._tasks, item.task)
        if isinstance(item, Task):
            return (
                _first(self._threads, item.thread)
                or _first(self._scopes, item.group)
                or _first(self._tasks, item.parent)
            )
        around = self._scopes.get(item.parent or _ROOT)
        if around and around.task == item.task:
            return around.key
        return _first(self._tasks, item.task)


def _first(known: Container[str], key: str | None) -> str:
    return key if key is not None and key in known else _ROOT
