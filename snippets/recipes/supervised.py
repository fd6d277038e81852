# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A service that fails is started again, but not again and again."""

from collections import deque
from collections.abc import Awaitable, Callable

import anyio


async def supervised(
    service: Callable[[], Awaitable[None]],
    restarts: int,
    within: float,
) -> None:
    """Run it until it ends, or fails too often in too short a time."""
    failures: deque[float] = deque()
    while True:
        try:
            return await service()
        except Exception as error:
            now = anyio.current_time()
            failures.append(now)
            while failures[0] <= now - within:
                failures.popleft()
            if len(failures) > restarts:
                raise
            print(f"starts again after: {error}")
        # short enough that failures can still come too often
        pause = min(2 ** len(failures), within / restarts) / 2
        await anyio.sleep(pause)


async def main() -> None:
    start = anyio.current_time()

    async def service() -> None:
        now = anyio.current_time() - start
        print(f"started at {now:.0f}")
        await anyio.sleep(100 if now < 100 else 1)
        raise ConnectionError("the database is gone")

    try:
        await supervised(service, restarts=2, within=60)
    except ConnectionError:
        print("given up")


anyio.run(main)
