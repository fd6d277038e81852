# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["asyncio"]
# ///
"""asyncio's own timeout passes AnyIO's shield, but not a task group."""

import asyncio

import anyio


async def commit() -> None:
    with anyio.fail_after(5, shield=True):
        await anyio.sleep(0.3)
        print("  committed")


async def main() -> None:
    print("a timeout of AnyIO")
    with anyio.move_on_after(0.1):
        await commit()

    print("a timeout of asyncio")
    try:
        async with asyncio.timeout(0.1):
            await commit()
    except TimeoutError:
        print("  TimeoutError")

    print("the same, and a task for the commit")
    try:
        async with asyncio.timeout(0.1):
            async with anyio.create_task_group() as tg:
                tg.start_soon(commit)
    except TimeoutError:
        print("  TimeoutError")


anyio.run(main)
