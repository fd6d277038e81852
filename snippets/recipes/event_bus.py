# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A slow subscriber loses its oldest events, and is told how many."""

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

import anyio
import anyio.lowlevel


class Subscription:
    def __init__(self, room: int) -> None:
        self._events: deque[str] = deque(maxlen=room)
        self._some = anyio.Event()
        self.lost = 0

    def put(self, event: str) -> None:
        self.lost += len(self._events) == self._events.maxlen
        self._events.append(event)  # drops the oldest
        self._some.set()

    async def get(self) -> str:
        await anyio.lowlevel.checkpoint()
        while not self._events:
            if self._some.is_set():
                self._some = anyio.Event()
            await self._some.wait()
        return self._events.popleft()


class EventBus:
    def __init__(self) -> None:
        self._subscriptions: list[Subscription] = []

    @contextmanager
    def subscribe(self, room: int) -> Iterator[Subscription]:
        subscription = Subscription(room)
        self._subscriptions.append(subscription)
        try:
            yield subscription
        finally:
            self._subscriptions.remove(subscription)

    def emit(self, event: str) -> None:
        for subscription in self._subscriptions:
            subscription.put(event)


async def main() -> None:
    bus = EventBus()
    with bus.subscribe(room=2) as slow, bus.subscribe(room=9) as quick:
        for event in ("start", "load", "save", "stop"):
            bus.emit(event)
        print("slow:", await slow.get(), await slow.get(), slow.lost)
        print("quick:", await quick.get(), quick.lost)


anyio.run(main)
