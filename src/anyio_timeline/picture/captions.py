"""Captions: the few words beside a bar or a lane, and the full ones in its tooltip."""

from __future__ import annotations

from collections.abc import Iterator

from anyio_timeline.model import Moment, Print, Scope, Task, Thread, Timeline, Wait
from anyio_timeline.picture.axis import in_words

MEANINGS = {
    "sleep": "sleeping",
    "task": "waiting for another task",
    "children": "waiting for its children",
    "thread": "waiting for a thread",
    "io": "waiting for I/O",
    "blocked": "blocking the event loop",
    "ready": "ready, but the event loop is blocked",
    "turn": "ready, while others run",
    "mixed": "waiting, each for something else",
    "absent": "none of these tasks",
}
"""What each kind of wait means."""


def times(text: str, count: int) -> str:
    """A text that stands for many."""
    return f"{text} ×{count}" if count > 1 else text


class Captions:
    """What a drawing says about the parts of one timeline.

    Where several texts are given, they are for the same place, from the longest to the shortest.
    """

    def __init__(self, timeline: Timeline) -> None:
        self._tasks = {task.key: task for task in timeline.tasks}
        self._scopes = {scope.key: scope for scope in timeline.scopes}

    def status(self, task: Task) -> tuple[str, ...]:
        """How a task ended."""
        if task.count > 1:
            return (f"{task.count} {task.outcome}",)
        if task.outcome == "finished":
            return ()  # the sign at its end says so, and where that is
        if task.outcome == "unfinished":
            return ("unfinished",)
        # when, the axis says
        ended = f"{task.outcome} {task.error}".strip()
        return (ended, task.error) if task.error else (ended,)

    def thread_status(self, thread: Thread) -> tuple[str, ...]:
        """What kind of row a thread's is."""
        if thread.count > 1:
            return (f"{thread.count} {'calls' if thread.is_worker else 'threads'}",)
        if self.abandoned(thread):
            return "worker thread, abandoned", "abandoned"
        if not thread.is_worker:
            return ("thread",)
        return "worker thread", "thread"

    def abandoned(self, thread: Thread) -> Moment | None:
        """When the task gave up waiting for a thread that still ran, or None if it didn't."""
        task = self._tasks.get(thread.task or "")
        waits = [wait for wait in (task.waits if task else ()) if wait.kind == "thread"]
        # at one instant, one call can end and the next one begin
        begun = [wait for wait in waits if wait.start.instant <= thread.start.instant]
        for wait in begun[-1:]:
            if wait.by and thread.start.instant <= wait.end.instant and wait.end < thread.end:
                return wait.end
        return None

    def why(self, scope: Scope) -> tuple[str, ...]:
        """Why a scope was cancelled; nothing if it wasn't."""
        if scope.cancelled is None:
            return ()
        task = self._tasks.get(scope.cancelled.by or "")
        if scope.cancelled.why == "deadline":
            if scope.deadline is not None and scope.deadline < scope.cancelled.at.seconds:
                return f"deadline {in_words(scope.deadline)} had passed", "timed out late"
            return "deadline reached", "timed out"
        if scope.cancelled.why == "cancel":
            return (
                (f"cancel() called by {task.name}", "cancel() called")
                if task
                else ("cancel() called",)
            )
        if scope.cancelled.why == "signal":
            return "SIGINT came", "SIGINT"
        if scope.cancelled.why == "child":
            error = (task.error if task else "") or "an error"
            return f"{task.name if task else 'a child'} raised {error}", "a child raised"
        if scope.cancelled.why == "task":
            return "its task was cancelled", "cancelled"
        # a group raises its body's error in an exception group, which says less than nothing here
        error = task.error if task and not task.error.endswith("ExceptionGroup") else ""
        return f"its body raised {error}".strip(), "its body raised"

    def of_task(self, task: Task) -> str:
        """All about a task."""
        text = f"{times(task.name, task.count)}: {task.outcome}"
        if task.by in self._scopes:
            text += f" by {self._scopes[task.by].label}"
        if task.error:
            text += f" {task.error}"
        return f"{text}, {_span(task)}"

    def of_wait(self, wait: Wait) -> str:
        """All about a wait."""
        label = times(wait.label, wait.count)
        text = f"{label}: {MEANINGS[wait.kind]}" if label else MEANINGS[wait.kind]
        if wait.by in self._scopes:
            text += f", cancelled by {self._scopes[wait.by].label}"
        return f"{text}, {_span(wait)}"

    def of_thread(self, thread: Thread) -> str:
        """All about a thread."""
        text = f"{times(thread.name, thread.count)}: {self.thread_status(thread)[0]}"
        return f"{text}, {_span(thread)}"

    def of_scope(self, scope: Scope) -> str:
        """All about a scope."""
        return f"{', '.join(self._about(scope))}, {_span(scope)}"

    def of_cancellation(self, scope: Scope) -> str:
        """All about a cancellation."""
        at = f" at {in_words(scope.cancelled.at.seconds)}" if scope.cancelled else ""
        return f"{scope.label} cancelled{at}: {''.join(self.why(scope)[:1])}"

    def _about(self, scope: Scope) -> Iterator[str]:
        yield scope.label
        if scope.is_shielded:
            yield "shielded"
        if scope.deadline is not None:
            reached = "" if scope.cancelled else ", not reached"
            yield f"deadline {in_words(scope.deadline)}{reached}"
        yield from self.why(scope)[:1]
        if scope.caught:
            yield "the cancellation ended here"


def of_print(line: Print) -> str:
    """All about a printed line."""
    return f"printed at {in_words(line.at.seconds)}: {times(line.text, line.count)}"


def _span(part: Task | Wait | Thread | Scope) -> str:
    start, end = in_words(part.start.seconds), in_words(part.end.seconds)
    return f"at {start}" if start == end else f"{start} to {end}"
