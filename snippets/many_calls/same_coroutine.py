# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A coroutine can be run once; a handle can be awaited by many."""

import anyio


async def rate() -> float:
    print("  asking the bank")
    await anyio.sleep(0.1)
    return 1.25


async def main() -> None:
    print("one coroutine, twice")
    call = rate()
    try:
        print(await anyio.gather(call, call))
    except* RuntimeError as group:
        print(" ", group.exceptions)

    print("one task, awaited twice")

    async def convert(amount: int) -> float:
        return amount * await task

    async with anyio.create_task_group() as tg:
        task = tg.start_soon(rate)
        print(" ", await anyio.amap(convert, [100, 200]))


anyio.run(main)
