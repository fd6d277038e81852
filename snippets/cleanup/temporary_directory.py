# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "measured"
# older = ["older/folder_in_a_thread.py"]
# ///
"""A temporary directory is deleted however its block ends."""

import anyio


async def unpack_archive(folder: anyio.Path) -> None:
    await (folder / "data.txt").write_text("half of the data")
    print("unpacked:", [path.name async for path in folder.iterdir()])
    raise ValueError("the archive is damaged")


async def main() -> None:
    try:
        async with anyio.TemporaryDirectory() as name:
            folder = anyio.Path(name)
            await unpack_archive(folder)
    except ValueError as error:
        print("failed:", error)
    print("folder still there:", await folder.exists())

    with anyio.move_on_after(0.5) as scope:
        async with anyio.TemporaryDirectory() as name:
            folder = anyio.Path(name)
            await (folder / "upload.part").write_text("half of it")
            await anyio.sleep_forever()
    print("cancelled:", scope.cancelled_caught)
    print("folder still there:", await folder.exists())


anyio.run(main)
