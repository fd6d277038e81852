# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A transaction commits, rolls back, or gives its connection up."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


class Connection:
    """Stands in for a connection to a database."""

    def __init__(self) -> None:
        self.is_open = True
        self.delay = 0.2

    async def execute(self, command: str) -> None:
        print("  sent:", command)
        try:
            await anyio.sleep(self.delay)  # until the answer is here
        except BaseException:
            # did the server do it? a connection in doubt is closed
            self.is_open = False
            raise


@asynccontextmanager
async def transaction(connection: Connection) -> AsyncIterator[None]:
    await connection.execute("BEGIN")
    try:
        yield
    except BaseException:
        if connection.is_open:
            with anyio.move_on_after(5, shield=True) as limit:
                await connection.execute("ROLLBACK")
            if limit.cancelled_caught:
                print("  no answer to ROLLBACK")
        raise
    await connection.execute("COMMIT")


async def order(end: str, limit: float) -> None:
    print(f"an order that {end}:")
    connection = Connection()
    try:
        with anyio.move_on_after(limit):
            async with transaction(connection):
                await connection.execute("INSERT")
                if end == "fails while the server hangs":
                    connection.delay = 60
                if end.startswith("fails"):
                    raise ValueError("negative price")
                if end == "takes too long":
                    await anyio.sleep_forever()
    except ValueError as error:
        print("  the error goes on:", error)
    print("  connection open:", connection.is_open)


async def main() -> None:
    await order("ends in time", limit=1)
    await order("fails", limit=1)
    await order("fails while the server hangs", limit=1)
    await order("takes too long", limit=0.5)
    await order("is cut in its COMMIT", limit=0.5)


anyio.run(main)
