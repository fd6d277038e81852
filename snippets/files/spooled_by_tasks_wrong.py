# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "files/spooled_by_tasks.py"
# timeline = "none"
# ///
"""Several tasks write while the file moves to the disk, and lines are lost."""

import contextlib

import anyio


async def add(file: anyio.SpooledTemporaryFile[bytes], line: bytes) -> None:
    with contextlib.suppress(ValueError):  # the memory may be closed
        await file.write(line)


async def main() -> None:
    async with anyio.SpooledTemporaryFile(max_size=20) as file:
        async with anyio.create_task_group() as tg:
            for number in range(8):
                tg.start_soon(add, file, b"line %d\n" % number)
        await file.seek(0)
        found = await file.read()
    print("all there:", found.count(b"line") == 8)


anyio.run(main)
