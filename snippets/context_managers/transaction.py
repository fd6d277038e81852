# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A transaction commits when its block ends, or else rolls back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


async def execute(command: str) -> None:
    await anyio.sleep(0.01)
    print(" ", command)


@asynccontextmanager
async def transaction() -> AsyncIterator[None]:
    await execute("BEGIN")
    try:
        yield
        await execute("COMMIT")
    except BaseException:
        # a cancelled block must be rolled back too, and that takes an await
        with anyio.move_on_after(5, shield=True):
            await execute("ROLLBACK")
        raise


async def main() -> None:
    print("a block that ends")
    async with transaction():
        await execute("INSERT")

    print("a block that raises")
    try:
        async with transaction():
            await execute("INSERT")
            raise ValueError("negative price")
    except ValueError as error:
        print("  and the error goes on:", error)

    print("a block that is cancelled")
    with anyio.move_on_after(0.5) as scope:
        async with transaction():
            await execute("INSERT")
            await anyio.sleep_forever()
    print("  and the cancellation goes on:", scope.cancelled_caught)


anyio.run(main)
