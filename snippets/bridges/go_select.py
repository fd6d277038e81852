# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""A select over two channels: two tasks send to one stream."""

from collections.abc import Iterable

import anyio
from anyio.streams.memory import MemoryObjectSendStream


async def pass_on(
    source: str,
    delays: Iterable[float],
    send: MemoryObjectSendStream[str],
) -> None:
    with send:
        for delay in delays:
            await anyio.sleep(delay)
            await send.send(source)


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str]()
    async with anyio.create_task_group() as tg:
        with send, receive:
            tg.start_soon(pass_on, "mail", (0.1, 0.3), send.clone())
            tg.start_soon(pass_on, "chat", (0.2, 0.3), send.clone())
            send.close()
            async for source in receive:
                print("from", source)
    print("both are closed")


anyio.run(main)
