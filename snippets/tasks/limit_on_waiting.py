# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/told_at_its_end.py"]
# ///
"""A time limit on await handle ends the wait, and not the task."""

import anyio
from anyio import TaskHandle


async def export() -> str:
    await anyio.sleep(0.4)
    return "export.zip"


async def main() -> None:
    async with anyio.create_task_group() as tg:
        job = tg.start_soon(export)
        with anyio.move_on_after(0.2):
            print("download", await job)
        if job.status is TaskHandle.Status.PENDING:
            print("still at work, please wait")
        print("download", await job)


anyio.run(main)
