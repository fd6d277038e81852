# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Values belong to one run of the event loop, the count of them does not."""

import anyio
from anyio.functools import lru_cache

asked: list[str] = []


@lru_cache(maxsize=2)
async def setting(name: str) -> str:
    asked.append(name)
    return name.upper()


async def main(cleared: str) -> None:
    if cleared == "before":
        setting.cache_clear()
    asked.clear()
    for name in ("host", "port", "host", "port"):
        await setting(name)
    print(f"cleared {cleared}: asked for", *asked)
    if cleared == "after":
        setting.cache_clear()


for cleared in ("never", "before", "after", "after"):
    anyio.run(main, cleared)

try:
    setting.cache_clear()
except anyio.NoEventLoopError:
    print("outside: no event loop")
