# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A deadline passes while another task blocks the event loop."""

import time

import anyio


async def rude() -> None:
    await anyio.sleep(0.05)
    time.sleep(0.3)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(rude)
        with anyio.move_on_after(0.15) as scope:
            await anyio.sleep(1)
        print("caught:", scope.cancelled_caught)


anyio.run(main)
