"""Methods: what those of cancel scopes tell: who enters one, cancels it, or moves its deadline."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from anyio_timeline.watching.cast import Ring
from anyio_timeline.watching.deadlines import Deadlines
from anyio_timeline.watching.lengths import as_number
from anyio_timeline.watching.watch import Watch

_RUNNER = "trio._core._run"
"""The module in which Trio cancels what needs no call of the program's."""


def watch_methods(
    watch: Watch,
    kind: Any,
    own: Callable[[Any], Any],
    enters: Callable[[Ring, Any], object] = lambda _ring, _made: None,
) -> None:
    """Tell from now on what becomes of the scopes of a class.

    Args:
        watch: What knows them.
        kind: The class.
        own: Finds the backend's own cancel scope in one of them.
        enters: What else is told of a scope that is entered.
    """
    scopes = watch.story.scopes
    enter, cancel, deadline = kind.__enter__, kind.cancel, kind.deadline
    deadlines = Deadlines(watch)

    def watched_enter(made: Any) -> Any:
        if ring := watch.ring(made):
            scopes.enter(ring, own(made))
            enters(ring, made)
        return enter(made)

    def watched_cancel(made: Any, *reason: str | None, **named: str | None) -> None:
        ring = watch.ring(made)
        # the public property can cancel it
        if ring and not own(made)._cancel_called:
            site, actor = watch.site(), watch.story.here.actor
            # before AnyIO 4.12, there are no reasons
            is_late = not actor and ring.task and ring.task.loop.clock() >= ring.alarm
            if is_late or "deadline exceeded" in reason:
                scopes.cancel(ring, "deadline", None)
            elif site.name == "__aexit__":
                scopes.cancel(ring, "body", actor)
            elif sys._getframe(1).f_globals.get("__name__") != _RUNNER:
                at = None if actor or not ring.task else watch.story.rung(ring.task)
                scopes.cancel(ring, "cancel", actor, watch.line(), at=at)
        cancel(made, *reason, **named)

    def get_deadline(made: Any) -> Any:
        deadlines.read(made)
        return deadline.fget(made)

    def set_deadline(made: Any, value: float) -> None:
        alarm = as_number(value)
        if alarm is not None and (ring := watch.ring(made)):
            scopes.set_deadline(ring, alarm, is_moved=deadlines.is_moved(made))
        deadline.fset(made, value)

    kind.__enter__ = watched_enter
    kind.cancel = watched_cancel
    kind.deadline = property(get_deadline, set_deadline)
