# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "resources/two_parts.py"
# timeline = "none"
# ///
"""Of two bases with a mixin, only the first one is entered."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


class Database(anyio.AsyncContextManagerMixin):
    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator["Database"]:
        print("database: open")
        yield self
        print("database: closed")


class Cache(anyio.AsyncContextManagerMixin):
    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator["Cache"]:
        print("cache: open")
        yield self
        print("cache: closed")


class Application(Database, Cache):  # type: ignore[misc]
    pass


async def main() -> None:
    async with Application():
        print("in the block")


anyio.run(main)
