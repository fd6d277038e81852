# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# measured = "work"
# timeline = "none"
# ///
"""How much longer two jobs take at once than one of them alone."""

import hashlib
import time
from collections.abc import Callable, Coroutine
from typing import Any

import anyio
from anyio import to_process, to_thread

Job = Callable[[], object]
RunSync = Callable[[Job], Coroutine[Any, Any, object]]


def count() -> int:
    return sum(n % 3 for n in range(300_000))


def derive_key() -> bytes:
    return hashlib.pbkdf2_hmac("sha256", b"secret", b"salt", 45_000)


async def seconds(run_sync: RunSync, job: Job, times: int) -> float:
    start = time.perf_counter()
    async with anyio.create_task_group() as tg:
        for _ in range(times):
            tg.start_soon(run_sync, job)
    return time.perf_counter() - start


async def main() -> None:
    for what, run_sync, job in (
        ("pure Python in threads", to_thread.run_sync, count),
        ("pure Python in processes", to_process.run_sync, count),
        ("hashlib in threads", to_thread.run_sync, derive_key),
    ):
        await seconds(run_sync, job, 2)  # start the workers
        # the best of three: other programs want the cores too
        alone = min([await seconds(run_sync, job, 1) for _ in range(3)])
        both = min([await seconds(run_sync, job, 2) for _ in range(3)])
        print(f"{what}: {both / alone:.1f} times as long")


if __name__ == "__main__":
    anyio.run(main, backend="trio")
