# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""Limits of both kinds in each other: the one that passes first ends its block."""

import asyncio

import anyio


async def anyio_inside(ours: float, theirs: float) -> None:
    try:
        async with asyncio.timeout(theirs):
            with anyio.move_on_after(ours) as scope:
                await anyio.sleep(60)
            print("    goes on after AnyIO's block")
    except TimeoutError:
        print("    TimeoutError of asyncio's")
    print("    cancelled_caught:", scope.cancelled_caught)


async def anyio_outside(ours: float, theirs: float) -> None:
    with anyio.move_on_after(ours) as scope:
        try:
            async with asyncio.timeout(theirs):
                await anyio.sleep(60)
        except TimeoutError:
            print("    TimeoutError of asyncio's")
    print("    cancelled_caught:", scope.cancelled_caught)


async def main() -> None:
    for ours, theirs in ((0.1, 0.5), (0.5, 0.1)):
        print(f"AnyIO's {ours} s inside asyncio's {theirs} s")
        await anyio_inside(ours, theirs)
        print(f"AnyIO's {ours} s around asyncio's {theirs} s")
        await anyio_outside(ours, theirs)


anyio.run(main)
