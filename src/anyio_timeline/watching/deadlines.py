"""Deadlines: whether a program moves one, or sets another."""

from __future__ import annotations

from typing import Any

from anyio_timeline.watching.identities import Identities
from anyio_timeline.watching.watch import Watch


class Deadlines:
    """In which line the deadline of each scope was read last.

    Args:
        watch: What knows the scopes.
    """

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        self._lines: Identities[int | None] = Identities()

    def read(self, made: Any) -> None:
        """The deadline of a scope is read at this moment."""
        if self._watch.ring(made):
            self._lines.put(made, self._watch.site().line)

    def is_moved(self, made: Any) -> bool:
        """Whether the deadline that is set at this moment was read in the same line."""
        line = self._lines.get(made)
        return line is not None and line == self._watch.site().line
