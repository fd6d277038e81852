# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""chain.from_iterable() asks for a page when the page before is used up."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import anyio
from anyio.itertools import Chain, chain


async def pages() -> AsyncGenerator[list[str], None]:
    try:
        for number in (1, 2, 3):
            await anyio.sleep(0.01)
            print("fetched page", number)
            yield [f"row {number}a", f"row {number}b"]
    finally:
        print("connection closed")


async def first_match(text: str) -> str | None:
    async with aclosing(chain.from_iterable(pages())) as rows:
        async for row in rows:
            if text in row:
                return row
    return None


async def main() -> None:
    print("found", await first_match("2a"))
    print("found", await first_match("9"))
    print("in turn:", [row async for row in chain(["x"], ["y", "z"])])
    print("chain is a Chain:", isinstance(chain, Chain))


anyio.run(main)
