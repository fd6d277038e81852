"""Waiting: which tasks wait, and in which lines, when nothing can wake any of them."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from typing import Any, TypedDict

from anyio_timeline.watching.waits import waiting


class Waiter(TypedDict):
    """A task that waits."""

    task: str
    """Its name, which is that of its function if it wasn't given one."""
    call: str
    """What it waits in, as `Event.wait()`."""
    line: int | None
    """The innermost line of the program where it waits; None if that can't be seen."""


def waiters(path: str) -> list[Waiter]:
    """The tasks of the event loop that runs in this thread, the first one first.

    Args:
        path: The file of the program.
    """
    found: list[Waiter] = []
    for name, coroutine in _on_asyncio() if asyncio._get_running_loop() else _on_trio():
        seen = waiting(coroutine, {path})
        task = name.removeprefix("__main__.")
        found.append({"task": task, "call": seen.label, "line": seen.line})
    return found


def _on_asyncio() -> Iterator[tuple[str, Any]]:
    from anyio._backends._asyncio import _task_states

    # asyncio has them in a set; AnyIO notes each task that it starts, so they come by age
    started = {task: number for number, task in enumerate([*_task_states])}

    def age(task: asyncio.Task[Any]) -> tuple[int, int, str]:
        is_child = task in started and _task_states[task].parent_id is not None
        name = task.get_name()
        number = name.removeprefix("Task-")
        return started[task] if is_child else -1, int(number) if number.isdigit() else 0, name

    for task in sorted(asyncio.all_tasks(), key=age):
        yield task.get_name(), task.get_coro()


def _on_trio() -> Iterator[tuple[str, Any]]:
    if "trio" not in sys.modules:
        return
    from trio._core._run import GLOBAL_RUN_CONTEXT

    runner = getattr(GLOBAL_RUN_CONTEXT, "runner", None)
    todo = [runner.main_task] if runner and runner.main_task else []
    while todo:
        task = todo.pop(0)
        yield task.name, task.coro
        todo += [
            child
            for nursery in task.child_nurseries
            for child in sorted(nursery.child_tasks, key=lambda task: task._counter)
        ]
