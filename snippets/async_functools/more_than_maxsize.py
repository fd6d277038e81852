# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Calls that overlap can fill a cache beyond its size."""

import anyio
from anyio.functools import lru_cache

made: list[int] = []


@lru_cache(maxsize=2)
async def thumbnail(photo: int) -> str:
    made.append(photo)
    await anyio.sleep(0.1)
    return f"small-{photo}.png"


async def main() -> None:
    for photo in (1, 2, 1, 3, 1, 2):
        await thumbnail(photo)
    print("one after the other:", made)
    thumbnail.cache_clear()

    for attempt in ("first", "second"):
        made.clear()
        await anyio.amap(thumbnail, range(5))
        print(f"{attempt} time, five at once:", sorted(made))

    info = thumbnail.cache_info()
    print("kept, it says:", info.currsize, "of", info.maxsize)


anyio.run(main)
