# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Tasks that let each other go on print by turns, in no time."""

import anyio
from anyio.lowlevel import checkpoint


async def count(name: str, to: int) -> None:
    for number in range(to):
        print(name, number)
        await checkpoint()


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(count, "a", 3)
        tg.start_soon(count, "b", 2)
    print("over")


anyio.run(main)
