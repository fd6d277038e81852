# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""Where a path leads from here."""

import anyio


async def main() -> None:
    here, home = await anyio.Path.cwd(), await anyio.Path.home()
    print(
        "absolute():", await anyio.Path("data").absolute() == here / "data"
    )
    print(
        "expanduser():",
        await anyio.Path("~/data").expanduser() == home / "data",
    )
    async with anyio.TemporaryDirectory() as name:
        folder = await anyio.Path(name).resolve()
        await (folder / "old" / "v2").mkdir(parents=True)
        await (folder / "latest").symlink_to("old/v2")
        path = folder / "latest" / ".." / "data.txt"
        print("absolute():", (await path.absolute()).relative_to(folder))
        print("resolve():", (await path.resolve()).relative_to(folder))
        try:
            await path.resolve(strict=True)
        except FileNotFoundError:
            print("resolve(strict=True): FileNotFoundError")


anyio.run(main)
