# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A sleep of a millisecond beside one of half a day."""

import anyio


async def blink() -> None:
    await anyio.sleep(0.001)
    print("blinked")


async def hibernate() -> None:
    await anyio.sleep(43200)
    print("woke up")
    await anyio.sleep(0.001)
    print("blinked once more")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(blink)
        tg.start_soon(hibernate)


anyio.run(main)
