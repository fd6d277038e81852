# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""AnyIO caches only coroutine functions, and the result isn't one itself."""

from collections.abc import AsyncIterator, Awaitable
from inspect import iscoroutinefunction

import anyio
from anyio.functools import cache


@cache
async def person(name: str) -> str:
    await anyio.sleep(0.1)
    return name.title()


async def show_person(name: str) -> str:
    return await person(name)


@cache
def place(name: str) -> Awaitable[str]:
    return show_person(name)


@cache
async def colours() -> AsyncIterator[str]:
    yield "red"


async def main() -> None:
    for cached in (person, place):
        print("cached by", type(cached).__module__)
        try:
            print(await cached("paris"), await cached("paris"))
        except RuntimeError as error:
            print(error)

    for time in ("first", "second"):
        print(time, "time:", [colour async for colour in colours()])

    print("person:", iscoroutinefunction(person))
    print("show_person:", iscoroutinefunction(show_person))


anyio.run(main)
