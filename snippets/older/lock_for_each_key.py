# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
#
# [tool.example]
# unordered = ["2-4"]
# ///
"""A lock for each key lets overlapping calls share one run."""

from collections import defaultdict

import anyio

RATES = {"EUR": 1.1, "GBP": 1.3}
known: dict[str, float] = {}
locks: defaultdict[str, anyio.Lock] = defaultdict(anyio.Lock)


async def ask_the_bank(currency: str) -> float:
    print("asking the bank for", currency)
    await anyio.sleep(0.1)
    return RATES[currency]


async def exchange_rate(currency: str) -> float:
    if currency not in known:
        async with locks[currency]:
            if currency not in known:  # another call may have asked
                known[currency] = await ask_the_bank(currency)
    return known[currency]


async def convert(euros: int) -> None:
    rate = await exchange_rate("EUR")
    print(f"{euros} euros are {euros * rate:.0f} dollars")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        for euros in (10, 20, 30):
            tg.start_soon(convert, euros)
    await convert(40)

    known.clear()
    await convert(50)


anyio.run(main)
