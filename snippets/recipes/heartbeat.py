# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A peer that says nothing, not even that it lives, is given up."""

from collections.abc import AsyncIterator

import anyio
from anyio.abc import ObjectReceiveStream, ObjectSendStream

BEAT = ""


async def beat(peer: ObjectSendStream[str], interval: float) -> None:
    while True:
        await anyio.sleep(interval)
        await peer.send(BEAT)


async def messages(
    peer: ObjectReceiveStream[str], silence: float
) -> AsyncIterator[str]:
    """Raises TimeoutError when the peer is silent for too long."""
    while True:
        try:
            with anyio.fail_after(silence):
                message = await peer.receive()
        except anyio.EndOfStream:
            return
        if message != BEAT:
            yield message


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str]()

    async def peer() -> None:
        with anyio.move_on_after(10):
            async with anyio.create_task_group() as tg:
                tg.start_soon(beat, send, 1)
                await anyio.sleep(5)
                await send.send("a message after five seconds")
        await anyio.sleep(60)  # it hangs, and its connection is open

    async with anyio.create_task_group() as tg:
        tg.start_soon(peer)
        with send, receive:
            try:
                async for message in messages(receive, silence=3):
                    print(message)
            except TimeoutError:
                print("the peer is silent")
            tg.cancel()


anyio.run(main)
