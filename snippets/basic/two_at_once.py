# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Tea and coffee are made at once, and the block waits for both."""

import anyio


async def make(drink: str, seconds: float) -> None:
    await anyio.sleep(seconds)
    print(drink, "is ready")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(make, "tea", 0.3)
        tg.start_soon(make, "coffee", 0.1)
    print("breakfast")


anyio.run(main)
