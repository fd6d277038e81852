# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# measured = "waits"
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""How long the event loop stands still while sum() runs in C."""

import time
from collections.abc import Callable, Coroutine
from typing import Any

import anyio
from anyio import to_process, to_thread

RunSync = Callable[[Callable[[], int]], Coroutine[Any, Any, int]]


def add() -> int:
    return sum(range(20_000_000))


async def pauses_beside(run_sync: RunSync) -> list[float]:
    pauses: list[float] = []

    async def beat() -> None:
        while True:
            start = time.perf_counter()
            await anyio.sleep(0.01)
            pauses.append(time.perf_counter() - start)

    await run_sync(int)  # start the worker
    async with anyio.create_task_group() as tg:
        tg.start_soon(beat)
        await run_sync(add)
        await anyio.sleep(0.05)  # for the last beat
        tg.cancel()
    return pauses


async def main() -> None:
    thread = await pauses_beside(to_thread.run_sync)
    process = await pauses_beside(to_process.run_sync)
    print(f"sum() in a thread:  a pause of {max(thread):.2f} s")
    print(f"sum() in a process: a pause of {max(process):.2f} s")
    print("thread:  the loop goes on:", len(thread) > 20)
    print("process: the loop goes on:", len(process) > 20)


if __name__ == "__main__":
    anyio.run(main)
