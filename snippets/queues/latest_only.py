# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A full buffer drops its oldest item, and its sender never waits."""

import anyio
from anyio.streams.memory import (
    MemoryObjectReceiveStream,
    MemoryObjectSendStream,
)


def offer(
    reading: int,
    send: MemoryObjectSendStream[int],
    receive: MemoryObjectReceiveStream[int],
) -> None:
    try:
        send.send_nowait(reading)
    except anyio.WouldBlock:
        print("dropped:", receive.receive_nowait())
        send.send_nowait(reading)


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[int](2)
    with send, receive:
        for reading in (18, 19, 20, 21):
            offer(reading, send, receive)
        while True:
            try:
                print("shown:", receive.receive_nowait())
            except anyio.WouldBlock:
                print("nothing more for now")
                break


anyio.run(main)
