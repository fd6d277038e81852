# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""The last of several changes counts, when no more have come."""

from collections.abc import AsyncIterator

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream


async def debounced(
    changes: MemoryObjectReceiveStream[str], quiet: float
) -> AsyncIterator[str]:
    """Give a change once nothing has followed it for a while."""
    async for change in changes:
        while True:
            try:
                with anyio.move_on_after(quiet) as limit:
                    change = await changes.receive()
            except anyio.EndOfStream:
                break  # nothing can follow it
            if limit.cancelled_caught:
                break
        yield change


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[str](10)

    async def type_in() -> None:
        with send:
            for text in ("a", "an", "any", "anyi", "anyio"):
                await send.send(text)
                await anyio.sleep(0.8 if text == "any" else 0.1)

    async with anyio.create_task_group() as tg:
        tg.start_soon(type_in)
        with receive:
            async for text in debounced(receive, quiet=0.5):
                print("search for:", text)


anyio.run(main)
