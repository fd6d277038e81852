# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Around a task group you get TimeoutError, inside it a group of them."""

import anyio


async def fetch() -> None:
    with anyio.fail_after(0.1):
        await anyio.sleep(60)


async def main() -> None:
    try:
        with anyio.fail_after(0.1):
            async with anyio.create_task_group() as tg:
                tg.start_soon(anyio.sleep, 60)
    except TimeoutError as error:
        print("around the group:", repr(error))

    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(fetch)
    except* TimeoutError as group:
        print("inside it: a group of", *map(repr, group.exceptions))


anyio.run(main)
