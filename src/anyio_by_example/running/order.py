"""Order: what decides in which order tasks run where AnyIO and its backends leave it open.

Two places are left open. Trio runs each batch of ready tasks forwards or backwards, as chance
decides. AnyIO on asyncio cancels the tasks and the inner scopes of a cancel scope in the order of a
set, which depends on memory addresses. Here each can be

- "pinned": on Trio, tasks in the order in which they were made; on asyncio, a scope's tasks and
  inner scopes in the order in which they came into it;
- "reversed": the other way round, to find what depends on the order;
- "shuffled": another one at each turn, to find the rest;
- "free": as the two libraries decide it. Only Trio's random state is made anew, since processes
  that were forked from one another would share it.

The names below are private ones of AnyIO 4.16 and Trio 0.35; `tests/recording/test_order.py` fails
when one of them is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableSet
from typing import Any, TypeVar

T = TypeVar("T")


def _shuffle(items: list[Any]) -> None:
    # whoever leaves the order alone starts sooner without
    import random

    random.SystemRandom().shuffle(items)


_ARRANGE: dict[str, Callable[[list[Any]], object]] = {
    "pinned": lambda _: None,
    "reversed": list.reverse,
    "shuffled": _shuffle,
}

ORDERS = (*_ARRANGE, "free")


def arrange(order: str, backend: str | None = None) -> None:
    """Put an order in force in this process.

    Args:
        order: One of `ORDERS`.
        backend: The only backend that is used; None for both.
    """
    if order != "free":
        _arrange_anyio(_ARRANGE[order])
    if backend == "asyncio":
        return  # importing Trio takes time
    if order != "free":
        _arrange_trio(_ARRANGE[order])
    else:
        from trio._core import _run

        _run._r.seed()


def _arrange_trio(arrange: Callable[[list[Any]], object]) -> None:
    import random

    from trio._core import _run

    class Chance(random.Random):
        def shuffle(self, x: Any) -> None:  # type: ignore[override, unused-ignore]
            arrange(x)
            x.reverse()  # Trio takes them from the end

    # with this, Trio sorts a batch by the age of its tasks before it shuffles it
    _run._ALLOW_DETERMINISTIC_SCHEDULING = True  # type: ignore[misc]
    _run._r = Chance()


def _arrange_anyio(arrange: Callable[[list[Any]], object]) -> None:
    from anyio._backends._asyncio import CancelScope

    class Arranged(_InOrder[T]):
        def __iter__(self) -> Iterator[T]:
            items = list(self.items)
            arrange(items)
            return iter(items)

    init = CancelScope.__init__

    def arranged_init(self: CancelScope, *args: Any, **kwargs: Any) -> None:
        init(self, *args, **kwargs)
        self._tasks = Arranged()  # type: ignore[assignment]
        self._child_scopes = Arranged()  # type: ignore[assignment]

    CancelScope.__init__ = arranged_init  # type: ignore[method-assign]


class _InOrder(MutableSet[T]):
    """A set that remembers the order in which its items came."""

    def __init__(self) -> None:
        self.items: dict[T, None] = {}

    def __contains__(self, item: object) -> bool:
        return item in self.items

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def add(self, value: T) -> None:
        self.items[value] = None

    def discard(self, value: T) -> None:
        self.items.pop(value, None)
