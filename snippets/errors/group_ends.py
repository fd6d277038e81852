# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.14"]
# ///
"""Outside of its block, a task group starts nothing."""

import anyio


async def work() -> None:
    await anyio.sleep(0)


async def main() -> None:
    group = anyio.create_task_group()
    try:
        group.start_soon(work)
    except RuntimeError as error:
        print("before the block:", error)

    async with group:
        group.start_soon(work)
        print("inside: started")

    try:
        group.start_soon(work)
    except RuntimeError as error:
        print("after the block:", error)

    try:
        async with group:
            pass
    except RuntimeError as error:
        print("a second block:", error)


anyio.run(main)
