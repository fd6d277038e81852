# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.7"]
# ///
"""Who may take and release a lock, in the words of each loop."""

from collections.abc import Callable

import anyio


def report(what: str, call: Callable[[], object]) -> None:
    try:
        call()
    except (RuntimeError, ValueError, anyio.WouldBlock) as error:
        print(f"{what}: {type(error).__name__}: {error}")


async def main() -> None:
    lock = anyio.Lock()
    report("release what is free", lock.release)
    async with lock:
        report("take it again", lock.acquire_nowait)

    condition = anyio.Condition()
    report("notify without its lock", condition.notify)

    semaphore = anyio.Semaphore(1, max_value=1)
    report("release too often", semaphore.release)

    limiter = anyio.CapacityLimiter(1)
    report("return what is not held", limiter.release)
    async with limiter:
        report("borrow again", limiter.acquire_nowait)


anyio.run(main)
