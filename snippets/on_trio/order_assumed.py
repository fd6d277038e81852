# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "on_trio/order_of_results.py"
# order = "free"
# timeline = "none"
# ///
"""Results collected as tasks finish are in no fixed order on Trio."""

import anyio

PRICES = {"tea": 3, "cake": 5, "fruit": 4}


async def look_up() -> dict[str, int]:
    found: list[int] = []

    async def price_of(product: str) -> None:
        await anyio.sleep(0)
        found.append(PRICES[product])

    async with anyio.create_task_group() as task_group:
        for product in PRICES:
            task_group.start_soon(price_of, product)
    return dict(zip(PRICES, found, strict=True))


async def main() -> None:
    answers = [await look_up() for _ in range(200)]
    print("always the right prices:", all(a == PRICES for a in answers))


anyio.run(main)
