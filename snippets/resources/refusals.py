# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What the mixins refuse, and what they say."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import asynccontextmanager

import anyio


class Undecorated(anyio.AsyncContextManagerMixin):
    async def __asynccontextmanager__(  # type: ignore[override]
        self,
    ) -> AsyncGenerator["Undecorated", None]:
        yield self


class Right(anyio.AsyncContextManagerMixin):
    @asynccontextmanager
    async def __asynccontextmanager__(self) -> AsyncIterator["Right"]:
        yield self


async def main() -> None:
    try:
        async with Undecorated():  # type: ignore[misc]
            print("never")
    except TypeError as error:
        print("TypeError:", error)

    right = Right()
    async with right:
        try:
            async with right:
                print("never")
        except RuntimeError as error:
            print("RuntimeError:", error)
    async with right:
        print("after the first block: entered again")


anyio.run(main)
