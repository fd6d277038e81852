# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A task group inside a context manager wraps its caller's error."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio

if sys.version_info < (3, 11):
    from exceptiongroup import ExceptionGroup


@asynccontextmanager
async def plain() -> AsyncIterator[None]:
    yield


@asynccontextmanager
async def with_background_task() -> AsyncIterator[None]:
    async with anyio.create_task_group() as tg:
        tg.start_soon(anyio.sleep_forever)
        yield
        tg.cancel_scope.cancel()


async def main() -> None:
    for context in (plain(), with_background_task()):
        try:
            async with context:
                raise ValueError("bad input")
        except ValueError as error:
            print("caught a ValueError:", error)
        except ExceptionGroup as group:
            print("caught a group of:", list(group.exceptions))


anyio.run(main)
