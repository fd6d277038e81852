# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Only a coroutine function is cached by AnyIO, and what you get is none."""

from collections.abc import Awaitable
from inspect import iscoroutinefunction

import anyio
from anyio.functools import cache


async def query(name: str) -> str:
    await anyio.sleep(0.1)
    return name.title()


@cache
async def person(name: str) -> str:
    return await query(name)


@cache
def place(name: str) -> Awaitable[str]:
    return query(name)


async def show_person(name: str) -> str:
    return await person(name)


async def main() -> None:
    for cached in (person, place):
        print("cached by", type(cached).__module__)
        try:
            print(await cached("paris"), await cached("paris"))
        except RuntimeError as error:
            print(error)

    print("person:", iscoroutinefunction(person))
    print("show_person:", iscoroutinefunction(show_person))


anyio.run(main)
