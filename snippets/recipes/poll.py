# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Ask until there is an answer, less and less often, and not for ever."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

import anyio

T = TypeVar("T")


async def poll(
    check: Callable[[], Awaitable[T | None]],
    *,
    pause: float,
    longest: float,
    within: float,
) -> T:
    """The first answer that isn't None; TimeoutError if there is none."""
    with anyio.fail_after(within):
        while (answer := await check()) is None:
            await anyio.sleep(pause)
            pause = min(pause * 2, longest)
        return answer


async def main() -> None:
    start = anyio.current_time()

    async def check() -> str | None:
        now = round(anyio.current_time() - start)
        print("asked at", now)
        return "ready" if now >= 12 else None

    print(await poll(check, pause=1, longest=5, within=60))
    try:
        await poll(lambda: anyio.sleep(0), pause=1, longest=5, within=9)
    except TimeoutError:
        print("no answer in 9 seconds")


anyio.run(main)
