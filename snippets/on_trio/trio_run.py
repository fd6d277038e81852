# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A library written with AnyIO works in a program that starts Trio itself."""

import anyio
import trio


# the library: it imports only AnyIO, and never starts a loop
async def price_of(shop: str) -> int:
    await anyio.sleep(0.1)
    return len(shop)


async def lowest_price(shops: list[str]) -> int:
    return min(await anyio.amap(price_of, shops))


# the application: all Trio
async def show(shops: list[str]) -> None:
    print("lowest price:", await lowest_price(shops))


async def main() -> None:
    with trio.fail_after(10):
        async with trio.open_nursery() as nursery:
            nursery.start_soon(show, ["mill", "market"])


trio.run(main)
