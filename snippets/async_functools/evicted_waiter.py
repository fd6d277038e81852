# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""In a full cache, a failure can reach those who wait as a KeyError."""

import anyio
from anyio.functools import AsyncLRUCacheWrapper, lru_cache

Cached = AsyncLRUCacheWrapper[[str], str]


async def load(name: str) -> str:
    await anyio.sleep(0.4)
    if name == "broken":
        raise ValueError(name)
    return name


async def outcome(cached: Cached, name: str, delay: float) -> str:
    await anyio.sleep(delay)
    try:
        return await cached(name)
    except (ValueError, KeyError) as error:
        return type(error).__name__


async def main() -> None:
    for size in (1, None):
        cached = lru_cache(maxsize=size)(load)
        first, waiter, third = await anyio.gather(
            outcome(cached, "broken", 0),
            outcome(cached, "broken", 0.1),
            outcome(cached, "good", 0.2),
        )
        print(f"maxsize={size}, third call: {third}")
        print(f"  first: {first}, waiter: {waiter}")


anyio.run(main)
