# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "synchronisation/lock_from_thread.py"
# timeline = "none"
# ///
"""Wrong: a thread that has a lock taken and given back for it."""

import anyio
from anyio import from_thread, to_thread


def count(totals: list[int], lock: anyio.Lock) -> None:
    from_thread.run(lock.acquire)
    totals[0] += 1
    try:
        from_thread.run_sync(lock.release)
    except RuntimeError as error:
        print("release:", type(error).__name__)


async def main() -> None:
    totals, lock = [0], anyio.Lock()
    await to_thread.run_sync(count, totals, lock)
    print("still locked:", lock.locked())


anyio.run(main)
