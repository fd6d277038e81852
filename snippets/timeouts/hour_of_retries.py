# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Retries with growing pauses share one budget of an hour."""

from collections.abc import Iterator

import anyio

BUDGET = 3600  # seconds


def pauses() -> Iterator[int]:
    pause = 5
    while True:
        yield pause
        pause = min(2 * pause, 600)


async def connect() -> None:
    await anyio.sleep(10)
    raise ConnectionError("no answer")


async def connect_with_retries() -> bool:
    start = anyio.current_time()
    with anyio.move_on_after(BUDGET):
        for attempt, pause in enumerate(pauses(), 1):
            try:
                await connect()
            except ConnectionError:
                failed = anyio.current_time() - start
                print(f"attempt {attempt:2} failed at {failed:4.0f} s")
                await anyio.sleep(pause)
            else:
                return True
    return False


async def main() -> None:
    start = anyio.current_time()
    print("connected:", await connect_with_retries())
    print(f"that took {anyio.current_time() - start:.0f} s")


anyio.run(main)
