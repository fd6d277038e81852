# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A list and a semaphore make a priority queue or a stack."""

import heapq
from collections.abc import Callable
from typing import Generic, TypeVar

import anyio

T = TypeVar("T")


class Waiting(Generic[T]):
    def __init__(
        self,
        push: Callable[[list[T], T], None],
        pop: Callable[[list[T]], T],
    ) -> None:
        self._push, self._pop = push, pop
        self._items: list[T] = []
        self._available = anyio.Semaphore(0)

    def put(self, item: T) -> None:
        self._push(self._items, item)
        self._available.release()

    async def get(self) -> T:
        await self._available.acquire()
        return self._pop(self._items)


async def main() -> None:
    patients = Waiting[tuple[int, str]](heapq.heappush, heapq.heappop)
    plates = Waiting[str](list.append, list.pop)
    for urgency, name in ((3, "Ann"), (1, "Bob"), (2, "Eve")):
        patients.put((urgency, name))
        plates.put(f"{name}'s plate")
    for _ in range(3):
        print(await patients.get(), await plates.get())


anyio.run(main)
