# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A failed task raises at its handle, and from its group as well."""

import anyio
from anyio import TaskFailed


async def save() -> str:
    await anyio.sleep(0.1)
    raise OSError("disk full")


async def awaited() -> None:
    async with anyio.create_task_group() as tg:
        handle = tg.start_soon(save)
        print(await handle)


async def raced() -> None:
    slow = anyio.sleep(60)
    async with anyio.as_completed(save(), slow) as handles:
        async for handle in handles:
            print(handle.return_value)


async def gathered() -> None:
    print(await anyio.gather(save(), anyio.sleep(60)))


async def main() -> None:
    for way in (awaited, raced, gathered):
        print(f"{way.__name__}:")
        try:
            await way()
        except* TaskFailed as group:
            print("  at the handle:", group.exceptions)
        except* OSError as group:
            print("  from the group:", group.exceptions)


anyio.run(main)
