# /// script
# requires-python = ">=3.13"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# measured = "work"
# ///
"""What a call costs, measured in calls of a worker thread."""

import time
from collections.abc import Callable, Coroutine
from typing import Any

import anyio
from anyio import to_interpreter, to_process, to_thread

RunSync = Callable[..., Coroutine[Any, Any, object]]
DATA = bytes(10_000_000)


async def seconds(run_sync: RunSync, argument: bytes) -> float:
    start = time.perf_counter()
    await run_sync(len, argument)
    return time.perf_counter() - start


async def costs(run_sync: RunSync) -> list[float]:
    first = await seconds(run_sync, b"")
    later = min([await seconds(run_sync, b"") for _ in range(20)])
    large = min([await seconds(run_sync, DATA) for _ in range(5)])
    return [first, later, large]


async def main() -> None:
    await costs(to_thread.run_sync)
    in_thread = await costs(to_thread.run_sync)
    for worker, run_sync in (
        ("a thread", to_thread.run_sync),
        ("a process", to_process.run_sync),
        ("an interpreter", to_interpreter.run_sync),
    ):
        ratios = [each / in_thread[1] for each in await costs(run_sync)]
        first, later, large = (f"{each:.1f}" for each in ratios)
        print(f"{worker}: first {first}, later {later}, 10 MB {large}")


if __name__ == "__main__":
    anyio.run(main)
