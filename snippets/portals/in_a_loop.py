# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Threads of a library call into the running loop through a portal."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import anyio
from anyio import to_thread
from anyio.from_thread import BlockingPortal


def import_rows(rows: list[str], save: Callable[[str], int]) -> int:
    """A library that has threads of its own."""
    with ThreadPoolExecutor(3) as pool:
        return sum(pool.map(save, rows))


async def save(seen: set[str], row: str) -> int:
    await anyio.sleep(0.1)
    seen.add(row)
    return len(row)


async def main() -> None:
    seen: set[str] = set()
    async with BlockingPortal() as portal:
        total = await to_thread.run_sync(
            import_rows,
            ["tea", "milk", "bread"],
            partial(portal.call, save, seen),
        )
    print("characters:", total)
    print("rows:", sorted(seen))


anyio.run(main)
