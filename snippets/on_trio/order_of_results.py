# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/results_by_handles.py", "older/place_for_each_result.py"]
# ///
"""amap() returns results in the order of its arguments on both backends."""

import anyio

PRICES = {"tea": 3, "cake": 5, "fruit": 4}
DELAYS = {"tea": 0.3, "cake": 0.1, "fruit": 0.2}


async def price_of(product: str) -> int:
    await anyio.sleep(DELAYS[product])
    return PRICES[product]


async def look_up() -> dict[str, int]:
    found = await anyio.amap(price_of, PRICES)
    return dict(zip(PRICES, found, strict=True))


async def main() -> None:
    print("the prices:", PRICES)
    print("looked up: ", await look_up())


anyio.run(main)
