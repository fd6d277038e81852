# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "on_trio/order_of_results.py"
# ///
"""Results that tasks append to a list are in the order of their arrival."""

import anyio

PRICES = {"tea": 3, "cake": 5, "fruit": 4}
DELAYS = {"tea": 0.3, "cake": 0.1, "fruit": 0.2}


async def look_up() -> dict[str, int]:
    found: list[int] = []

    async def price_of(product: str) -> None:
        await anyio.sleep(DELAYS[product])
        found.append(PRICES[product])

    async with anyio.create_task_group() as task_group:
        for product in PRICES:
            task_group.start_soon(price_of, product)
    return dict(zip(PRICES, found, strict=True))


async def main() -> None:
    print("the prices:", PRICES)
    print("looked up: ", await look_up())


anyio.run(main)
