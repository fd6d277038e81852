# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Each subscriber has a stream of its own, so each gets every item."""

from collections.abc import Iterator
from contextlib import contextmanager

import anyio
from anyio.abc import ObjectReceiveStream
from anyio.streams.memory import MemoryObjectSendStream

Subscribers = dict[str, MemoryObjectSendStream[str]]


@contextmanager
def subscribe(
    name: str, subscribers: Subscribers
) -> Iterator[ObjectReceiveStream[str]]:
    send, receive = anyio.create_memory_object_stream[str](2)
    with send, receive:
        subscribers[name] = send
        try:
            yield receive
        finally:
            del subscribers[name]


def publish(news: str, subscribers: Subscribers) -> None:
    for name, send in subscribers.items():
        try:
            send.send_nowait(news)
        except anyio.WouldBlock:
            print(f"{name} is too slow for {news}")
        except anyio.BrokenResourceError:
            print(f"{name} reads no more")


async def main() -> None:
    readers: Subscribers = {}
    with subscribe("Ann", readers) as ann, subscribe("Bob", readers) as bob:
        for news in ("rain", "wind", "snow"):
            publish(news, readers)
            print("Ann reads", await ann.receive())
        print("Bob reads", await bob.receive())


anyio.run(main)
