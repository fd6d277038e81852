# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# timeline = "none"
# ///
"""asyncio's limit gives a token back while its thread still works."""

import asyncio
import time

import anyio
from anyio import CapacityLimiter, to_thread

working: set[int] = set()


def query(number: int) -> None:
    working.add(number)
    print(f"query {number} begins, at work: {len(working)}")
    time.sleep(0.3)
    working.remove(number)


async def main() -> None:
    one = CapacityLimiter(1)
    print("AnyIO's limit:")
    for number in (1, 2):
        with anyio.move_on_after(0.1):
            await to_thread.run_sync(query, number, limiter=one)

    print("asyncio's limit:")
    for number in (3, 4):
        try:
            async with asyncio.timeout(0.1):
                await to_thread.run_sync(query, number, limiter=one)
        except TimeoutError:
            print("tokens borrowed:", one.borrowed_tokens)


anyio.run(main)
