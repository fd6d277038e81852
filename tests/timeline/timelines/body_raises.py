# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The code inside a group raises, which cancels the group's task."""

import anyio


async def child() -> None:
    try:
        await anyio.sleep(1)
    finally:
        print("child stops")


async def main() -> None:
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(child)
            await anyio.sleep(0.1)
            raise LookupError("not found")
    except Exception:
        print("caught")
    await anyio.sleep(0.1)
    print("over")


anyio.run(main)
