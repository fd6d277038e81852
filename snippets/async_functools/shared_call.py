# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Calls for the same key that overlap share one run of the function."""

import anyio
from anyio.functools import lru_cache

RATES = {"EUR": 1.1, "GBP": 1.3}


@lru_cache(maxsize=100)
async def exchange_rate(currency: str) -> float:
    print("asking the bank for", currency)
    await anyio.sleep(0.1)
    return RATES[currency]


async def main() -> None:
    print(await anyio.amap(exchange_rate, ["EUR", "EUR", "EUR"]))
    print("later:", await exchange_rate("EUR"))

    info = exchange_rate.cache_info()
    print(f"{info.hits} hits, {info.misses} miss")
    print(f"{info.currsize} entry of at most {info.maxsize}")

    exchange_rate.cache_clear()
    print("cleared:", await exchange_rate("EUR"))


anyio.run(main)
