# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""reduce() folds an iterable with a coroutine function."""

from collections.abc import AsyncIterator

import anyio
from anyio.functools import reduce


async def parts() -> AsyncIterator[str]:
    for part in ("an", "asynchronous", "source"):
        await anyio.sleep(0.1)
        yield part


async def add_letters(total: int, part: str) -> int:
    return total + len(part)


async def join(text: str, part: str) -> str:
    return f"{text} {part}"


async def main() -> None:
    text = await reduce(join, parts())
    letters = await reduce(add_letters, parts(), initial=0)
    print(letters, "letters in:", text)

    nothing: list[str] = []
    letters = await reduce(add_letters, nothing, initial=0)
    print(letters, "letters in nothing")
    try:
        await reduce(join, nothing)
    except TypeError as error:
        print(error)


anyio.run(main)
