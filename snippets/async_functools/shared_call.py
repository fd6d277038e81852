# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/lock_for_each_key.py"]
# ///
"""Calls for the same key that overlap share one run of the function."""

import anyio
from anyio.functools import AsyncCacheInfo, lru_cache

RATES = {"EUR": 1.1, "GBP": 1.3}


@lru_cache(maxsize=100)
async def exchange_rate(currency: str) -> float:
    print("asking the bank for", currency)
    await anyio.sleep(0.1)
    return RATES[currency]


async def convert(euros: int) -> str:
    return f"{euros * await exchange_rate('EUR'):.0f} dollars"


def describe(info: AsyncCacheInfo) -> str:
    calls = f"{info.hits} hits, {info.misses} miss"
    return f"{calls}, {info.currsize} of {info.maxsize} entries"


async def main() -> None:
    print(await anyio.amap(convert, [10, 20, 30]))
    print("later:", await convert(40))
    print(describe(exchange_rate.cache_info()))

    exchange_rate.cache_clear()
    print("cleared:", await convert(50))


anyio.run(main)
