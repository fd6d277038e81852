# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""The most urgent item comes first, and a full queue makes senders wait."""

import heapq
from itertools import count
from typing import Generic, TypeVar

import anyio

T = TypeVar("T")


class PriorityQueue(Generic[T]):
    def __init__(self, room: int) -> None:
        self._heap: list[tuple[int, int, T]] = []
        self._order = count()  # equal ones stay in order
        self._room = anyio.Semaphore(room)
        self._ready = anyio.Semaphore(0)

    async def put(self, urgency: int, item: T) -> None:
        await self._room.acquire()
        entry = (urgency, next(self._order), item)
        heapq.heappush(self._heap, entry)
        self._ready.release()

    async def get(self) -> T:
        await self._ready.acquire()
        item = heapq.heappop(self._heap)[2]
        self._room.release()
        return item


async def main() -> None:
    queue = PriorityQueue[str](room=3)

    async def arrive() -> None:
        await queue.put(2, "Ann")
        await queue.put(2, "Bob")
        await queue.put(1, "Eve")
        print("the queue is full")
        await queue.put(0, "Zoe")

    async with anyio.create_task_group() as tg:
        tg.start_soon(arrive)
        await anyio.sleep(1)
        for _ in range(4):
            print(await queue.get())
            await anyio.sleep(1)


anyio.run(main)
