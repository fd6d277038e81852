# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.12"]
# ///
"""Numbers that no lock, stream or limiter can have."""

from collections.abc import Callable

import anyio


def report(call: Callable[[], object]) -> None:
    try:
        call()
    except (TypeError, ValueError) as error:
        print(f"{type(error).__name__}: {error}")


async def main() -> None:
    report(lambda: anyio.Semaphore(1.5))  # type: ignore[arg-type]
    report(lambda: anyio.Semaphore(-1))
    report(lambda: anyio.Semaphore(1, max_value=2.5))  # type: ignore[arg-type]
    report(lambda: anyio.Semaphore(2, max_value=1))
    report(lambda: anyio.CapacityLimiter(1.5))
    report(lambda: anyio.CapacityLimiter(-1))
    report(lambda: anyio.create_memory_object_stream[str](1.5))
    report(lambda: anyio.create_memory_object_stream[str](-1))
    report(lambda: anyio.TCPConnectable("127.0.0.1", 70_000))


anyio.run(main)
