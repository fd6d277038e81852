# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""One call in a thread after the other, on the same line."""

import time

import anyio
from anyio import to_thread


def work(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


async def main() -> None:
    for seconds in (0.1, 0.2, 0.0, 0.0):
        await to_thread.run_sync(work, seconds)
    print("over")


anyio.run(main)
