# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.1"]
#
# [tool.example]
# timeline = "none"
# ///
"""A worker thread makes a temporary directory, and deletes it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from tempfile import TemporaryDirectory

import anyio
from anyio import to_thread


@asynccontextmanager
async def temporary_folder() -> AsyncIterator[anyio.Path]:
    folder = await to_thread.run_sync(TemporaryDirectory)
    try:
        yield anyio.Path(folder.name)
    finally:
        with anyio.move_on_after(10, shield=True):
            await to_thread.run_sync(folder.cleanup)


async def unpack_archive(folder: anyio.Path) -> None:
    await (folder / "data.txt").write_text("half of the data")
    print("unpacked:", [path.name async for path in folder.iterdir()])
    raise ValueError("the archive is damaged")


async def main() -> None:
    try:
        async with temporary_folder() as folder:
            await unpack_archive(folder)
    except ValueError as error:
        print("failed:", error)
    print("folder still there:", await folder.exists())

    with anyio.move_on_after(0.5) as scope:
        async with temporary_folder() as folder:
            await (folder / "upload.part").write_text("half of it")
            await anyio.sleep_forever()
    print("cancelled:", scope.cancelled_caught)
    print("folder still there:", await folder.exists())


anyio.run(main)
