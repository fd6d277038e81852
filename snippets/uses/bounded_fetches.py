# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Many fetches, four at a time, until a deadline; finished ones are kept."""

import anyio

PAGES = {f"page-{n:02}": 0.02 for n in range(1, 13)}
PAGES |= {"slow-1": 60.0, "slow-2": 60.0}


async def fetch(page: str) -> int:
    await anyio.sleep(PAGES[page])
    return len(page)


async def fetch_in_time(
    pages: list[str], *, at_once: int, seconds: float
) -> tuple[dict[str, int], bool]:
    limiter = anyio.CapacityLimiter(at_once)
    sizes: dict[str, int] = {}
    peak = 0

    async def fetch_one(page: str) -> None:
        nonlocal peak
        async with limiter:
            peak = max(peak, limiter.statistics().borrowed_tokens)
            sizes[page] = await fetch(page)

    with anyio.move_on_after(seconds):
        async with anyio.create_task_group() as tg:
            for page in pages:
                tg.start_soon(fetch_one, page, name=page)
    print("at once, at most:", peak)
    return sizes, sizes.keys() == set(pages)


async def main() -> None:
    sizes, complete = await fetch_in_time(list(PAGES), at_once=4, seconds=1)
    print("fetched:", len(sizes), "of", len(PAGES))
    print("complete:", complete)
    print("missing:", sorted(PAGES.keys() - sizes.keys()))


anyio.run(main)
