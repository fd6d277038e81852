# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Each call that fails takes a place in a cache of limited size."""

import anyio
from anyio.functools import AsyncLRUCacheWrapper, cache, lru_cache

PAGES = ("home", "news", "home", "news")
asked: list[str] = []


async def page(name: str) -> str:
    asked.append(name)
    if name == "missing":
        raise LookupError(name)
    return f"the page {name}"


async def visit(
    cached: AsyncLRUCacheWrapper[[str], str], *names: str
) -> None:
    asked.clear()
    for name in names:
        try:
            await cached(name)
        except LookupError:
            print(f"no page {name!r}", end=", ")
    print(f"asked {len(asked)} times", end=", ")
    print("places taken:", cached.cache_info().currsize)


async def main() -> None:
    some_pages = lru_cache(maxsize=2)(page)
    await visit(some_pages, "missing", "missing")
    await visit(some_pages, *PAGES)
    some_pages.cache_clear()
    await visit(some_pages, *PAGES)

    all_pages = cache(page)
    await visit(all_pages, "missing", "missing")
    await visit(all_pages, *PAGES)


anyio.run(main)
