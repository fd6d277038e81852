# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.10"]
#
# [tool.example]
# timeline = "none"
# ///
"""What the async mix-in says of a method that is wrong."""

from collections.abc import AsyncGenerator
from typing import Any

import anyio


class Undecorated(anyio.AsyncContextManagerMixin):
    async def __asynccontextmanager__(self) -> AsyncGenerator[Any]:  # type: ignore[override]
        yield self


class Coroutine(anyio.AsyncContextManagerMixin):
    async def __asynccontextmanager__(self) -> Any:  # type: ignore[override]
        return self


class Itself(anyio.AsyncContextManagerMixin):
    def __asynccontextmanager__(self) -> Any:
        return self


class Nothing(anyio.AsyncContextManagerMixin):
    def __asynccontextmanager__(self) -> Any:
        return None


async def main() -> None:
    for each in (Undecorated, Coroutine, Itself, Nothing):
        try:
            async with each():  # type: ignore[misc]
                pass
        except TypeError as error:
            print(f"{each.__name__}: {error}")


anyio.run(main)
