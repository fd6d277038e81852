# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/stack_in_a_class.py"]
# ///
"""An application has its parts, and enters them all in one method."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


class Part(anyio.AsyncContextManagerMixin):
    def __init__(self, name: str) -> None:
        self.name = name

    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator["Part"]:
        print(self.name, "opens")
        try:
            yield self
        finally:
            print(self.name, "closes")


class Application(anyio.AsyncContextManagerMixin):
    def __init__(self) -> None:
        self.database = Part("database")
        self.cache = Part("cache")

    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator["Application"]:
        async with self.database, self.cache:
            yield self


async def main() -> None:
    async with Application() as application:
        print("in the block, with", application.cache.name)


anyio.run(main)
