# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""In memory, a write lets no other task run; on the disk, it does."""

import anyio
from anyio.lowlevel import checkpoint


async def run_beside(file: anyio.SpooledTemporaryFile[bytes]) -> None:
    async with anyio.create_task_group() as tg:
        other = tg.start_soon(checkpoint)
        for _ in range(100):
            await file.write(b"one more line\n")
        print("the other task has run:", other.status.name == "FINISHED")


async def main() -> None:
    async with anyio.SpooledTemporaryFile() as file:
        await run_beside(file)
        await file.rollover()
        await run_beside(file)


anyio.run(main)
