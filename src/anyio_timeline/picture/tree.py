"""Tree: the rows of a drawing, each task and thread below the one that it belongs to."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from anyio_timeline.model import Print, Scope, Task, Thread, Timeline

Item = Task | Thread

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


@dataclass
class Rows:
    """The rows round which a scope or a task group lies.

    Args:
        scope: The scope or task group.
        first: The number of the row of its task.
        last: The number of the last row of what it contains.
        parent: The number of the one right around it, among all of them; or None.
    """

    scope: Scope
    first: int
    last: int
    parent: int | None


class Tree:
    """What a drawing shows, from top to bottom.

    Args:
        timeline: What is drawn.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._tasks = {task.key for task in timeline.tasks}
        self._threads = {thread.key for thread in timeline.threads}
        self._scopes = {scope.key: scope for scope in timeline.scopes}
        items: list[Item | Scope] = [*timeline.scopes, *timeline.tasks, *timeline.threads]
        self._below: dict[str, list[Item | Scope]] = {}
        for item in sorted(items, key=lambda item: item.start):
            self._below.setdefault(self._owner(item), []).append(item)
        self._prints: dict[str, list[tuple[int, Print]]] = {}
        for number, line in enumerate(timeline.prints):
            owner = _first(self._threads, line.thread) or _first(self._tasks, line.task)
            self._prints.setdefault(owner, []).append((number, line))
        self.rows: list[Row] = []
        """All rows, each before those below it."""
        self.scopes: list[Rows] = []
        """Scopes and task groups, each before those inside it."""
        self._walk()

    def _walk(self) -> None:
        """Walk down the tree; without recursion, for a tree can be deep."""
        if outside := self._prints.get(_ROOT):
            self.rows.append(Row(None, 0, None, tuple(outside)))
        stack: list[tuple[Item | Scope | Rows, int, int | None, int | None]]
        stack = [(item, 0, None, None) for item in reversed(self._below.get(_ROOT, ()))]
        while stack:
            item, depth, parent, around = stack.pop()
            if isinstance(item, Rows):
                item.last = len(self.rows) - 1
                continue
            if isinstance(item, Scope):
                # a scope lies round a part of the row of its task
                begun = Rows(item, parent or 0, 0, around)
                around = len(self.scopes)
                self.scopes.append(begun)
                stack.append((begun, depth, parent, around))
            else:
                lines = tuple(self._prints.get(item.key, ()))
                self.rows.append(Row(item, depth, parent, lines))
                parent, depth = len(self.rows) - 1, depth + 1
            below = self._below.get(item.key, ())
            stack += [(child, depth, parent, around) for child in reversed(below)]

    def _around(self, thread: Thread) -> str:
        """The innermost scope in which a task called a thread; none that it outlived."""
        scopes = [
            scope
            for scope in self._scopes.values()
            if scope.task == thread.task
            and scope.start.instant <= thread.start.instant
            and thread.end.instant <= scope.end.instant
        ]
        return max(scopes, key=lambda scope: scope.start).key if scopes else _ROOT

    def _owner(self, item: Item | Scope) -> str:
        if isinstance(item, Thread):
            return (
                _first(self._threads, item.thread)
                or self._around(item)
                or _first(self._tasks, item.task)
            )
        if isinstance(item, Task):
            group = self._scopes.get(item.group or _ROOT)
            # else it's below a task in the group, in a group of a library's, which isn't shown
            is_in = group is not None and (item.is_member or group.task == item.parent)
            return (
                _first(self._threads, item.thread)
                or (_first(self._scopes, item.group) if is_in else _ROOT)
                or _first(self._tasks, item.parent)
            )
        around = self._scopes.get(item.parent or _ROOT)
        if around and around.task == item.task:
            return around.key
        return _first(self._tasks, item.task)


def _first(known: Container[str], key: str | None) -> str:
    return key if key is not None and key in known else _ROOT
