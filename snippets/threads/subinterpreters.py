# /// script
# requires-python = ">=3.13"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# measured = "work"
# timeline = "none"
# ///
"""Two jobs at once against one alone, in threads and in subinterpreters."""

import statistics
import time
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

import anyio
from anyio import to_interpreter, to_thread

Job = Callable[[Sequence[int]], float]
RunSync = Callable[[Job, Sequence[int]], Coroutine[Any, Any, float]]


async def seconds(run_sync: RunSync, times: int) -> float:
    start = time.perf_counter()
    async with anyio.create_task_group() as tg:
        for _ in range(times):
            tg.start_soon(run_sync, statistics.pstdev, range(40_000))
    return time.perf_counter() - start


async def main() -> None:
    for workers, run_sync in (
        ("threads", to_thread.run_sync),
        ("subinterpreters", to_interpreter.run_sync),
    ):
        await seconds(run_sync, 2)  # start the workers
        alone = min([await seconds(run_sync, 1) for _ in range(3)])
        both = min([await seconds(run_sync, 2) for _ in range(3)])
        print(f"{workers}: {both / alone:.1f} times as long")


anyio.run(main)
