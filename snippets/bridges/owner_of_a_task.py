# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# clock = "virtual"
# timeline = "none"
# ///
"""asyncio's task outlives its function, AnyIO's ends with a block."""

import asyncio

import anyio


async def save() -> None:
    await anyio.sleep(0.2)
    print("  saved")


async def with_asyncio() -> asyncio.Task[None]:
    task = asyncio.create_task(save(), name="save")
    print("  asked by", task.get_name())
    return task


async def with_anyio() -> None:
    async with anyio.create_task_group() as tg:
        handle = tg.create_task(save(), name="save")
        print("  asked by", handle.name)


async def main() -> None:
    print("asyncio")
    task = await with_asyncio()
    print("  the function has returned")
    await task
    print("AnyIO")
    await with_anyio()
    print("  the function has returned")


anyio.run(main)
