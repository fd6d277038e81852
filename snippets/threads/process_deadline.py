# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A deadline kills the worker process that still computes."""

import anyio
from anyio import to_process


def count(limit: int) -> int:
    return sum(n % 3 for n in range(limit))


async def main() -> None:
    print("a short one:", await to_process.run_sync(count, 10))
    with anyio.move_on_after(0.3) as scope:
        await to_process.run_sync(count, 10**12, cancellable=True)
    print("one of many hours was stopped:", scope.cancelled_caught)
    print("a new process:", await to_process.run_sync(count, 10))


if __name__ == "__main__":
    # on asyncio, a warning of the process's end may come besides
    anyio.run(main, backend="trio")
