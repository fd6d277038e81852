# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""An error leaves the inner group; the task goes on outside it."""

import anyio


async def fail() -> None:
    await anyio.sleep(0.1)
    raise KeyError("lost")


async def sibling() -> None:
    await anyio.sleep(0.3)
    print("sibling is over")


async def main() -> None:
    async with anyio.create_task_group() as outer:
        outer.start_soon(sibling)
        try:
            async with anyio.create_task_group() as inner:
                inner.start_soon(fail)
                await anyio.sleep(1)
        except Exception:
            print("caught outside the inner group")
        await anyio.sleep(0.1)
        print("went on")


anyio.run(main)
