"""Memo: what was made once is kept until what it was made from changes.

A builder that serves the site publishes it anew at each save, in the same process, and most of what
it publishes stays the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

T = TypeVar("T")


class Memo(Generic[T]):
    """Things by their names, each with what it was made from."""

    def __init__(self) -> None:
        self._kept: dict[Hashable, tuple[Hashable, T]] = {}

    def get(self, name: Hashable, source: Hashable, make: Callable[[], T]) -> T:
        """What is kept under a name, or what is made now.

        Args:
            name: Its name.
            source: All that can change it.
            make: What makes it.
        """
        known = self._kept.get(name)
        if known is not None and known[0] == source:
            return known[1]
        made = make()
        self._kept[name] = source, made
        return made
