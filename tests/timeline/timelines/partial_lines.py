# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Lines that are printed in parts, by one task and by two."""

import anyio


async def count(name: str, seconds: float) -> None:
    await anyio.sleep(seconds)
    for number in range(3):
        print(number, end=" ")
    print("by", name)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(count, "slow", 0.3)
        tg.start_soon(count, "quick", 0.1)
    print("not ended by a newline", end="")


anyio.run(main)
