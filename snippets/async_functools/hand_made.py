# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "async_functools/shared_call.py"
# ///
"""A cache in a dict lets every call compute that comes before the first result."""

import anyio

RATES = {"EUR": 1.1, "GBP": 1.3}
known: dict[str, float] = {}


async def ask_the_bank(currency: str) -> float:
    print("asking the bank for", currency)
    await anyio.sleep(0.1)
    return RATES[currency]


async def exchange_rate(currency: str) -> float:
    if currency not in known:
        known[currency] = await ask_the_bank(currency)
    return known[currency]


async def convert(euros: int) -> str:
    return f"{euros * await exchange_rate('EUR'):.0f} dollars"


async def main() -> None:
    print(await anyio.amap(convert, [10, 20, 30]))
    print("later:", await convert(40))


anyio.run(main)
