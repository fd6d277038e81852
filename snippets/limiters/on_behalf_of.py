# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A connection borrows the token, whoever opens and closes it."""

import anyio


class Connection:
    def __init__(self, limiter: anyio.CapacityLimiter) -> None:
        self._limiter = limiter

    async def open(self) -> None:
        await self._limiter.acquire_on_behalf_of(self)

    def close(self) -> None:
        self._limiter.release_on_behalf_of(self)


def report(limiter: anyio.CapacityLimiter, one: Connection) -> None:
    known: anyio.CapacityLimiterStatistics = limiter.statistics()
    print(f"borrowed: {known.borrowed_tokens} of {known.total_tokens}")
    print(f"  by the first: {one in known.borrowers}")
    print(f"  waiting: {known.tasks_waiting}")


async def main() -> None:
    limiter = anyio.CapacityLimiter(1)
    first, second = Connection(limiter), Connection(limiter)
    async with anyio.create_task_group() as tg:
        tg.start_soon(first.open, name="opens first")
        await anyio.sleep(0.1)
        tg.start_soon(second.open, name="opens second")
        await anyio.sleep(0.1)
        report(limiter, first)
        first.close()
    report(limiter, first)
    second.close()
    limiter.acquire_on_behalf_of_nowait(first)
    print("free at once:", first in limiter.statistics().borrowers)
    first.close()


anyio.run(main)
