# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What needs the disk is awaited; what the path tells is not."""

import anyio


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder) / "settings.toml"
        if not await path.exists():
            print("missing:", path.name, path.suffix)
            await path.write_text("debug = true")
        print("is a file:", await path.is_file())
        print("bytes:", (await path.stat()).st_size)


anyio.run(main)
