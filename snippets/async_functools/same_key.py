# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Which calls count as the same, and what typed=True changes."""

import anyio
from anyio.functools import (
    AsyncCacheParameters,
    AsyncLRUCacheWrapper,
    lru_cache,
)

computed: list[object] = []


async def area(width: float, height: float) -> float:
    computed.append((width, height))
    return width * height


async def call_often(cached: AsyncLRUCacheWrapper[..., float]) -> None:
    computed.clear()
    await cached(2, 3)
    await cached(2, 3)
    await cached(2.0, 3.0)
    await cached(width=2, height=3)
    await cached(height=3, width=2)
    print(" ", *computed)


def describe(parameters: AsyncCacheParameters) -> str:
    size, typed = parameters["maxsize"], parameters["typed"]
    return f"maxsize={size}, typed={typed}"


async def main() -> None:
    for typed in (False, True):
        cached = lru_cache(typed=typed)(area)
        print(describe(cached.cache_parameters()))
        await call_often(cached)


anyio.run(main)
