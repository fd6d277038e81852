# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A limiter of one token lets one thread at a time use a connection."""

import sqlite3
from contextlib import closing

import anyio
from anyio import to_thread


def connect() -> sqlite3.Connection:
    db = sqlite3.connect(":memory:", check_same_thread=False)
    db.execute("CREATE TABLE notes (text)")
    return db


def add(db: sqlite3.Connection, text: str) -> int:
    with db:  # one call, one transaction
        db.execute("INSERT INTO notes VALUES (?)", [text])
        (count,) = db.execute("SELECT count(*) FROM notes").fetchone()
    return int(count)


async def main() -> None:
    one_at_a_time = anyio.CapacityLimiter(1)
    with closing(await to_thread.run_sync(connect)) as db:

        async def note(text: str) -> int:
            return await to_thread.run_sync(
                add, db, text, limiter=one_at_a_time
            )

        counts = await anyio.amap(note, ["tea", "milk", "bread"])
    print("notes after each call:", sorted(counts))


anyio.run(main)
