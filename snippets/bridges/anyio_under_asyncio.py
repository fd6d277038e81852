# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""AnyIO's things in a program that asyncio.run() started."""

import asyncio

import anyio


async def double(number: int) -> int:
    await anyio.sleep(0.1)
    return 2 * number


async def main() -> None:
    print("amap():", await anyio.amap(double, [1, 2]))
    with anyio.move_on_after(0.05) as scope:
        await asyncio.sleep(60)
    print("scope around asyncio.sleep():", scope.cancelled_caught)
    print("in asyncio's gather():", await asyncio.gather(double(3)))


asyncio.run(main())
