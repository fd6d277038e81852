# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""aclosing() ends a generator before the block goes on."""

from collections.abc import AsyncGenerator
from contextlib import aclosing

import anyio


async def rows() -> AsyncGenerator[int, None]:
    try:
        for row in range(100):
            yield row
    finally:
        with anyio.move_on_after(1, shield=True):
            await anyio.sleep(0.1)  # such as a rollback
            print("cleaned up")


async def main() -> None:
    async with aclosing(rows()) as generator:
        async for row in generator:
            print("row", row)
            break
    print("after the block")

    with anyio.CancelScope() as scope:
        async with aclosing(rows()) as generator:
            async for row in generator:
                print("cancelled at row", row)
                scope.cancel()
                await anyio.sleep(0)
    print("after the cancellation")


anyio.run(main)
