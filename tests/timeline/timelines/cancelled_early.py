# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A task whose group is cancelled before its first step reaches a checkpoint."""

import anyio


async def early() -> None:
    print("reached before the first checkpoint")
    await anyio.sleep(1)
    print("never printed")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(early)
        tg.cancel_scope.cancel()
        print("cancelled")
    print("over")


anyio.run(main)
