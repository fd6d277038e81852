# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A group without tasks is left at once."""

import anyio


async def main() -> None:
    async with anyio.create_task_group():
        pass
    print("left")
    await anyio.sleep(0.1)
    async with anyio.create_task_group():
        print("inside")
        await anyio.sleep(0.1)
    print("left again")


anyio.run(main)
