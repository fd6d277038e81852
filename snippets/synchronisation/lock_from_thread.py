# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A thread has the loop do all that needs the lock, in one call."""

import anyio
from anyio import from_thread, to_thread


async def add(totals: list[int], lock: anyio.Lock) -> None:
    async with lock:
        totals[0] += 1


def count(totals: list[int], lock: anyio.Lock) -> None:
    from_thread.run(add, totals, lock)


async def main() -> None:
    totals, lock = [0], anyio.Lock()
    await to_thread.run_sync(count, totals, lock)
    print("counted:", totals, "still locked:", lock.locked())


anyio.run(main)
