# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""asyncio cancels one await, AnyIO every await until its block is left."""

import asyncio

import anyio


async def step(name: str, seconds: float) -> None:
    print(f"  {name} begins")
    await anyio.sleep(seconds)
    print(f"  {name} is done")


async def session() -> None:
    try:
        await step("work", 60)
    finally:
        try:
            await step("save", 0.1)
        finally:
            with anyio.move_on_after(1, shield=True):
                await step("goodbye", 0.1)


async def main() -> None:
    print("asyncio.timeout():")
    try:
        async with asyncio.timeout(0.1):
            await session()
    except TimeoutError:
        print("  timed out")

    print("anyio.fail_after():")
    try:
        with anyio.fail_after(0.1):
            await session()
    except TimeoutError:
        print("  timed out")


anyio.run(main)
