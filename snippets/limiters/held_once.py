# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The limiter is taken where the work is done, and only there."""

import anyio


async def fetch(page: int, limiter: anyio.CapacityLimiter) -> str:
    async with limiter:
        return f"page {page}"


async def fetch_all(limiter: anyio.CapacityLimiter) -> list[str]:
    return [await fetch(page, limiter) for page in (1, 2)]


async def main() -> None:
    limiter = anyio.CapacityLimiter(10)
    print(await fetch_all(limiter))


anyio.run(main)
