# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""One task fails, so its group cancels the other one."""

import anyio


async def load(name: str) -> None:
    await anyio.sleep(0.2)
    raise LookupError(name)


async def count() -> None:
    await anyio.sleep(1)
    print("never printed")


async def main() -> None:
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(load, "users")
            tg.start_soon(count)
    except* LookupError:
        print("nothing was loaded")


anyio.run(main)
