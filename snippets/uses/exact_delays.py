# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""On Trio's test clock, a test checks the delays between calls exactly."""

from collections.abc import Awaitable, Callable
from itertools import pairwise

import anyio
from trio.testing import MockClock


async def call_with_backoff(
    operation: Callable[[], Awaitable[None]], *, attempts: int, delay: float
) -> bool:
    for attempt in range(attempts):
        try:
            await operation()
        except ConnectionError:
            if attempt + 1 < attempts:
                await anyio.sleep(delay)
                delay *= 2
        else:
            return True
    return False


async def test_doubles_the_delay() -> None:
    call_times: list[float] = []

    async def fail() -> None:
        call_times.append(anyio.current_time())
        raise ConnectionError("the peer is gone")

    assert not await call_with_backoff(fail, attempts=6, delay=15)
    delays = [after - before for before, after in pairwise(call_times)]
    assert delays == [15, 30, 60, 120, 240]
    print("virtual seconds between calls:", delays)


anyio.run(
    test_doubles_the_delay,
    backend="trio",
    backend_options={"clock": MockClock(autojump_threshold=0)},
)
