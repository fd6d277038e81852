# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Two event loops, one after the other."""

import anyio


async def child(text: str) -> None:
    await anyio.sleep(0.1)
    print(text)


async def first() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(child, "in the first loop")


async def second() -> None:
    await anyio.sleep(0.05)
    async with anyio.create_task_group() as tg:
        tg.start_soon(child, "in the second loop")


anyio.run(first)
print("between the loops")
anyio.run(second)
