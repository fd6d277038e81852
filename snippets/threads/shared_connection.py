# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "threads/one_call_at_a_time.py"
# ///
"""A sqlite3 connection refuses a thread that didn't make it."""

import sqlite3
from contextlib import closing

import anyio
from anyio import to_thread


async def main() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        try:
            await to_thread.run_sync(connection.execute, "SELECT 42")
        except sqlite3.ProgrammingError as error:
            print(f"{type(error).__name__}: {str(error).split('.')[0]}")


anyio.run(main)
