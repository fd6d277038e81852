# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""return_exceptions=True of asyncio, and what does that in AnyIO."""

import asyncio

import anyio


async def price(shop: str) -> str:
    await anyio.sleep(0.1)
    if shop == "closed":
        raise ConnectionError(shop)
    return f"price of {shop}"


async def price_or_error(shop: str) -> str | ConnectionError:
    try:
        return await price(shop)
    except ConnectionError as error:
        return error


async def main() -> None:
    shops = "open", "closed"
    calls = [price(shop) for shop in shops]
    found = await asyncio.gather(*calls, return_exceptions=True)
    print("asyncio.gather():", found)

    print("anyio.amap():", await anyio.amap(price_or_error, shops))
    try:
        await anyio.amap(price, shops)
    except* ConnectionError as group:
        print("not caught in the call:", group.exceptions)


anyio.run(main)
