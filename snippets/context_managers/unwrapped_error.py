# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A context manager with a task group raises its caller's own error."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio

if sys.version_info < (3, 11):
    from exceptiongroup import ExceptionGroup


@asynccontextmanager
async def with_background_task() -> AsyncIterator[None]:
    error: Exception | None = None
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(anyio.sleep_forever)
            try:
                yield
            except Exception as raised:
                error = raised
                raise
            tg.cancel_scope.cancel()
    except ExceptionGroup as group:
        if error is None or len(group.exceptions) > 1:
            raise  # a task has failed
    if error is not None:
        raise error


async def main() -> None:
    try:
        async with with_background_task():
            raise ValueError("bad input")
    except ValueError as error:
        print("caught a ValueError:", error)


anyio.run(main)
