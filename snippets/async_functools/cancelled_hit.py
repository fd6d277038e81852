# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A hit is no checkpoint, unless the cache is told to make one."""

import anyio
from anyio.functools import lru_cache


async def size_of(name: str) -> int:
    await anyio.sleep(0.1)
    return len(name)


async def main() -> None:
    for always in (False, True):
        cached = lru_cache(always_checkpoint=always)(size_of)
        await cached("report.pdf")
        with anyio.CancelScope() as scope:
            scope.cancel()
            await cached("report.pdf")
        parameters = cached.cache_parameters()
        print("always_checkpoint:", parameters["always_checkpoint"])
        print("  cut at the hit:", scope.cancelled_caught)


anyio.run(main)
