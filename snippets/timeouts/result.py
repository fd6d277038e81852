# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A block that was cut may have its result all the same."""

import anyio


async def fetch_price() -> int:
    await anyio.sleep(0.1)
    return 42


async def write_to_log(price: int) -> None:
    await anyio.sleep(60)
    print("logged:", price)


async def main() -> None:
    price: int | None = None
    with anyio.move_on_after(0.3) as scope:
        price = await fetch_price()
        await write_to_log(price)
    print("gave up:", scope.cancelled_caught)
    print("price:", price)


anyio.run(main)
