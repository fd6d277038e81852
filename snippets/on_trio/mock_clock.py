# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""With Trio's MockClock, code that waits for an hour is tested at once."""

import time

import anyio
from trio.testing import MockClock


async def poll(every: float, times: int) -> None:
    for _ in range(times):
        await anyio.sleep(every)


async def main() -> None:
    start = anyio.current_time()
    with anyio.move_on_after(3600) as scope:
        await poll(every=60, times=1000)
    minutes = (anyio.current_time() - start) / 60
    print("gave up:", scope.cancelled_caught)
    print(f"minutes on Trio's clock: {minutes:.0f}")


before = time.monotonic()
options = {"clock": MockClock(autojump_threshold=0)}
anyio.run(main, backend="trio", backend_options=options)
print("took less than a minute:", time.monotonic() - before < 60)
