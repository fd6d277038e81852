"""Trio scopes: the cancel scopes and nurseries that a program takes from Trio itself."""

from __future__ import annotations

import sys
from math import inf
from typing import Any

import trio
from trio._core import _run

from anyio_timeline.watching.cast import Ring
from anyio_timeline.watching.methods import watch_methods
from anyio_timeline.watching.variables import local
from anyio_timeline.watching.watch import Watch, scope_label

_BACKEND = "anyio._backends._trio"
"""The module that makes scopes for AnyIO's own, of which these tell."""


class TrioScopes:
    """Tells of cancel scopes and nurseries of Trio.

    Args:
        watch: What is common to all backends.
    """

    def __init__(self, watch: Watch) -> None:
        self.watch = watch

    def begin(self) -> None:
        """Watch from now on."""
        kind: Any = trio.CancelScope
        init, ahead = kind.__init__, getattr(kind, "relative_deadline", None)

        def watched_init(made: Any, *args: Any, **options: Any) -> None:
            init(made, *args, **options)
            if sys._getframe(1).f_globals.get("__name__") != _BACKEND:
                self._made(made)

        def set_ahead(made: Any, seconds: float) -> None:
            ahead.fset(made, seconds)  # type: ignore[union-attr]
            if ring := self.watch.ring(made):
                self._set_deadline(ring, seconds)

        kind.__init__ = watched_init
        watch_methods(self.watch, kind, lambda scope: scope, enters=self._enters)
        if ahead:  # since Trio 0.27
            kind.relative_deadline = property(ahead.fget, set_ahead)

    def _made(self, scope: Any) -> None:
        """A scope is made; it's taken down if the program does so, or opens a nursery."""
        site = self.watch.site()
        if site.line is None:
            return
        opened = local(site.call, "self") if site.call and site.name == "__aenter__" else None
        if isinstance(opened, _run.NurseryManager):
            self.watch.add(Ring("nursery", site.line, True, is_left), scope)
            return
        label, delay = self.watch.made_by(site, "", scope_label(scope._shield))
        if label:
            ring = Ring(label, site.line, False, is_left, deadline=delay, alarm=scope._deadline)
            self.watch.add(ring, scope)

    def _enters(self, ring: Ring, scope: Any) -> None:
        ahead = getattr(scope, "_relative_deadline", inf)
        if ahead != inf:
            self._set_deadline(ring, ahead)

    def _set_deadline(self, ring: Ring, seconds: float) -> None:
        if life := ring.task:
            alarm = life.loop.clock() + seconds
            self.watch.story.scopes.set_deadline(ring, alarm, seconds)


def is_left(scope: Any) -> bool:
    """Whether a cancel scope that was entered has been left."""
    return scope._cancel_status is None
