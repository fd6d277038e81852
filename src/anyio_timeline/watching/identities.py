"""Identities: what is known of a program's objects, which it keeps none of alive."""

from __future__ import annotations

from functools import partial
from typing import Any, Generic, TypeVar
from weakref import ref

_Known = TypeVar("_Known")


class Identities(Generic[_Known]):
    """What is known of objects, whatever their classes say of equality and hashes."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[ref[Any], _Known]] = {}

    def get(self, made: Any) -> _Known | None:
        """What is known of an object."""
        found = self._known.get(id(made))
        return found[1] if found else None

    def put(self, made: Any, known: _Known) -> None:
        """Learn something of an object, for as long as it lives."""
        self._known[id(made)] = ref(made, partial(self._forget, id(made))), known

    def clear(self) -> None:
        """Forget all of them."""
        self._known.clear()

    def _forget(self, ident: int, gone: ref[Any]) -> None:
        # its place may be another one's by now
        found = self._known.get(ident)
        if found and found[0] is gone:
            del self._known[ident]
