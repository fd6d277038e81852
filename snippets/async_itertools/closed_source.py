# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A source that you close yourself is closed when you say."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import anyio
from anyio.itertools import chain


async def rows() -> AsyncGenerator[str, None]:
    try:
        for number in range(1, 100):
            await anyio.sleep(0.01)
            yield f"row {number}"
    finally:
        print("connection closed")


async def main() -> None:
    async with (
        aclosing(rows()) as source,
        aclosing(chain(["header"], source)) as table,
    ):
        async for row in table:
            print(row)
            if row == "row 2":
                break
    print("main is done")


anyio.run(main)
