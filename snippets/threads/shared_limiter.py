# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""One limiter for all calls bounds how many of them run at once."""

import threading
import time

import anyio
from anyio import to_thread


class LegacyService:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.now = self.peak = 0

    def call(self) -> None:
        with self.lock:
            self.now += 1
            self.peak = max(self.peak, self.now)
        time.sleep(0.2)
        with self.lock:
            self.now -= 1


async def main() -> None:
    default = to_thread.current_default_thread_limiter()
    print("the default limiter allows:", default.total_tokens)

    service = LegacyService()
    limiter = anyio.CapacityLimiter(2)

    async def call() -> None:
        await to_thread.run_sync(service.call, limiter=limiter)

    async with anyio.create_task_group() as tg:
        for _ in range(6):
            tg.start_soon(call)
    print("never more than 2 at once:", service.peak <= 2)


anyio.run(main)
