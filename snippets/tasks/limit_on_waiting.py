# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A time limit on await handle ends the wait, and not the task."""

import anyio


async def export() -> str:
    await anyio.sleep(0.4)
    return "export.zip"


async def main() -> None:
    async with anyio.create_task_group() as tg:
        job = tg.start_soon(export)
        with anyio.move_on_after(0.2):
            print("download", await job)
        print("still at work:", job.status.name)
        print("download", await job)


anyio.run(main)
