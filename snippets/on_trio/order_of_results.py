# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""amap() returns results in the order of its arguments on both backends."""

import anyio

PRICES = {"tea": 3, "cake": 5, "fruit": 4}


async def price_of(product: str) -> int:
    await anyio.sleep(0)
    return PRICES[product]


async def look_up() -> dict[str, int]:
    found = await anyio.amap(price_of, PRICES)
    return dict(zip(PRICES, found, strict=True))


async def main() -> None:
    answers = [await look_up() for _ in range(200)]
    print("always the right prices:", all(a == PRICES for a in answers))


anyio.run(main)
