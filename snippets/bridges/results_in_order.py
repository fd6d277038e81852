# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""gather() and as_completed(), of asyncio and of AnyIO."""

import asyncio

import anyio


async def price(shop: str, seconds: float) -> str:
    await anyio.sleep(seconds)
    return shop


async def main() -> None:
    slow, fast = ("slow", 0.2), ("fast", 0.1)
    print("asyncio.gather():")
    print(" ", await asyncio.gather(price(*slow), price(*fast)))
    print("anyio.gather():")
    print(" ", await anyio.gather(price(*slow), price(*fast)))

    print("asyncio.as_completed():")
    calls = [price(*slow), price(*fast)]
    for call in asyncio.as_completed(calls):
        print(" ", await call)
    print("anyio.as_completed():")
    calls = [price(*slow), price(*fast)]
    async with anyio.as_completed(*calls) as handles:
        async for handle in handles:
            print(" ", handle.return_value)


anyio.run(main)
