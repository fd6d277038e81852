# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""asyncio.timeout() lets more threads work than the limiter allows."""

import asyncio
import threading
import time

import anyio
from anyio import to_thread


class Scanner:
    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.at_work = 0

    def scan(self) -> None:
        with self._lock:
            self.at_work += 1
        time.sleep(0.4)
        with self._lock:
            self.at_work -= 1


async def main() -> None:
    scanner, limiter = Scanner(), anyio.CapacityLimiter(1)
    with anyio.move_on_after(0.1):
        await to_thread.run_sync(scanner.scan, limiter=limiter)
    print(f"AnyIO's: {scanner.at_work} at work")
    for _ in range(2):
        try:
            async with asyncio.timeout(0.1):
                await to_thread.run_sync(scanner.scan, limiter=limiter)
        except TimeoutError:
            print(f"asyncio's: {scanner.at_work} at work,", end=" ")
            print(f"tokens out: {limiter.borrowed_tokens}")


anyio.run(main)
