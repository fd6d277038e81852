# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "limiters/held_once.py"
# ///
"""Wrong: one task that takes two tokens of one limiter."""

import anyio


async def fetch(page: int, limiter: anyio.CapacityLimiter) -> str:
    async with limiter:
        return f"page {page}"


async def fetch_all(limiter: anyio.CapacityLimiter) -> list[str]:
    async with limiter:
        return [await fetch(page, limiter) for page in (1, 2)]


async def main() -> None:
    limiter = anyio.CapacityLimiter(10)
    try:
        print(await fetch_all(limiter))
    except RuntimeError as error:
        print(error)


anyio.run(main)
