# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Subscribers of a topic get what is published there, until they leave."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import anyio
from anyio.streams.memory import (
    MemoryObjectReceiveStream,
    MemoryObjectSendStream,
)


class PubSub:
    def __init__(self) -> None:
        self._topics: dict[str, set[MemoryObjectSendStream[str]]]
        self._topics = defaultdict(set)

    @contextmanager
    def subscribe(
        self, topic: str, room: int = 10
    ) -> Iterator[MemoryObjectReceiveStream[str]]:
        send, receive = anyio.create_memory_object_stream[str](room)
        self._topics[topic].add(send)
        try:
            with send, receive:
                yield receive
        finally:
            self._topics[topic].discard(send)
            if not self._topics[topic]:
                del self._topics[topic]

    async def publish(self, topic: str, item: str) -> None:
        for send in tuple(self._topics.get(topic, ())):
            try:
                await send.send(item)
            except (anyio.BrokenResourceError, anyio.ClosedResourceError):
                pass  # it has left meanwhile


async def main() -> None:
    hub = PubSub()
    with hub.subscribe("news") as news, hub.subscribe("sport") as sport:
        await hub.publish("news", "rain")
        await hub.publish("sport", "1:0")
        await hub.publish("weather", "for nobody")
        print(await news.receive(), await sport.receive())


anyio.run(main)
