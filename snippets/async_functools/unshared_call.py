# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""In a cache that failures have filled, calls that overlap share nothing."""

from contextlib import suppress

import anyio
from anyio.functools import lru_cache

asked: list[str] = []


@lru_cache(maxsize=2)
async def exchange_rate(currency: str) -> float:
    asked.append(currency)
    attempt = len(asked)
    await anyio.sleep(0.1)
    if attempt <= 2:
        raise ConnectionError("the bank is closed")
    return 1.1


async def main() -> None:
    for _ in range(2):
        with suppress(ConnectionError):
            await exchange_rate("EUR")
    print("failed:", *asked)

    asked_before = len(asked)
    print(await anyio.amap(exchange_rate, ["EUR"] * 3))
    print("three at once:", *asked[asked_before:])


anyio.run(main)
