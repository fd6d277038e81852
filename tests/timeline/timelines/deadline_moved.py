# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Deadlines that are moved, from what they were and from now."""

import time

import anyio


def work() -> None:
    """Keep the event loop for a while that no clock of a story knows."""
    end = time.perf_counter() + 0.06
    while time.perf_counter() < end:
        pass


async def main() -> None:
    with anyio.move_on_after(0.1) as later:
        work()
        later.deadline += 0.2
        await anyio.sleep(1)
    print("after 0.3 seconds:", later.cancelled_caught)
    with anyio.CancelScope() as scope:
        await anyio.sleep(0.1)
        scope.deadline = anyio.current_time() + 0.2
        await anyio.sleep(1)
    print("after 0.3 more:", scope.cancelled_caught)
    with anyio.fail_after(0.1) as never:
        never.deadline = float("inf")
        await anyio.sleep(0.2)
    print("no deadline any more")


anyio.run(main)
