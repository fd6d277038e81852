# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""The same calls in asyncio's gather() and in AnyIO's: what comes back?"""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial

import anyio

GATHERS: dict[str, Callable[..., Awaitable[object]]] = {
    "asyncio": asyncio.gather,
    "asyncio, exceptions": partial(asyncio.gather, return_exceptions=True),
    "AnyIO": anyio.gather,
}


async def load(page: str) -> str:
    await anyio.sleep(0.1 if page == "home" else 0.2)
    if page == "missing":
        raise LookupError(page)
    if page == "stopped":
        raise asyncio.CancelledError  # as a library does that gives up
    return page


async def main() -> None:
    for page in ("missing", "stopped"):
        for name, gather in GATHERS.items():
            try:
                result = await gather(load("home"), load(page))
            except (Exception, asyncio.CancelledError) as error:
                inside = getattr(error, "exceptions", ())
                print(f"{name}: {type(error).__name__}", *map(repr, inside))
            else:
                print(f"{name}: {result}")


anyio.run(main)
