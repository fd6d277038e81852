# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""islice() takes what it gives, takewhile() takes one item more."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import anyio
from anyio.itertools import islice, takewhile


async def lines() -> AsyncGenerator[str, None]:
    for line in ("# title", "# author", "one", "two", "three"):
        await anyio.sleep(0.01)
        yield line


async def is_comment(line: str) -> bool:
    return line.startswith("#")


async def main() -> None:
    async with aclosing(lines()) as source:
        print("islice:", [line async for line in islice(source, 2)])
        print("  and the rest:", [line async for line in source])

    async with aclosing(lines()) as source:
        head = takewhile(is_comment, source)
        print("takewhile:", [line async for line in head])
        print("  and the rest:", [line async for line in source])


anyio.run(main)
