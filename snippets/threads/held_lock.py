# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# measured = "waits"
# timeline = "none"
# ///
"""How long the event loop stands still while sum() runs in C."""

import time
from collections.abc import Callable, Coroutine
from typing import Any

import anyio
from anyio import to_process, to_thread

RunSync = Callable[[Callable[[], int]], Coroutine[Any, Any, int]]


def add() -> int:
    return sum(range(10_000_000))


async def longest_pause(run_sync: RunSync) -> float:
    pauses: list[float] = []

    async def beat() -> None:
        while True:
            start = time.perf_counter()
            await anyio.sleep(0.01)
            pauses.append(time.perf_counter() - start)

    async with anyio.create_task_group() as tg:
        tg.start_soon(beat)
        await run_sync(add)
        await anyio.sleep(0.05)  # for the last beat
        tg.cancel()
    return max(pauses)


async def main() -> None:
    in_thread = await longest_pause(to_thread.run_sync)
    in_process = await longest_pause(to_process.run_sync)
    print(f"sum() in a thread:  a pause of {in_thread:.2f} s")
    print(f"sum() in a process: a pause of {in_process:.2f} s")
    print("at least 3 times as long:", in_thread > 3 * in_process)


if __name__ == "__main__":
    anyio.run(main)
