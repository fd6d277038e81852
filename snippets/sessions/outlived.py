# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Tools that are called after their session, and what each one says."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import anyio

Tool = Callable[[str], Awaitable[None]]


class SessionEndedError(Exception):
    pass


@asynccontextmanager
async def open_tools() -> AsyncIterator[tuple[Tool, Tool]]:
    send, receive = anyio.create_memory_object_stream[str](10)

    async def notify(text: str) -> None:
        try:
            await send.send(text)
        except anyio.ClosedResourceError:
            raise SessionEndedError("notify: it's over") from None

    async with send, receive:
        yield send.send, notify


async def main() -> None:
    async with open_tools() as tools:
        for tool in tools:
            await tool("in the block")
    for tool in tools:
        try:
            await tool("after it")
        except (anyio.ClosedResourceError, SessionEndedError) as error:
            print(type(error).__name__, repr(str(error)))


anyio.run(main)
