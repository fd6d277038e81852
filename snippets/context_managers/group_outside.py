# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "context_managers/shared_connection.py"
# ///
"""The connection closes while the tasks that use it still run."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio


class Database:
    """Stands in for a database connection."""

    def __init__(self) -> None:
        self.is_open = True

    async def query(self, table: str, seconds: float) -> str:
        await anyio.sleep(seconds)
        if not self.is_open:
            raise anyio.ClosedResourceError
        return f"{table}: 3 rows"


@asynccontextmanager
async def connect() -> AsyncIterator[Database]:
    database = Database()
    print("connected")
    try:
        yield database
    finally:
        database.is_open = False
        print("disconnected")


async def report(database: Database, table: str, seconds: float) -> None:
    try:
        print(await database.query(table, seconds))
    except anyio.ClosedResourceError:
        print(f"{table}: the connection is closed")


async def main() -> None:
    async with anyio.create_task_group() as tg, connect() as database:
        tg.start_soon(report, database, "users", 0.1)
        tg.start_soon(report, database, "orders", 0.2)
        tg.start_soon(report, database, "invoices", 0.3)
    print("done")


anyio.run(main)
