# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""List a folder, search it, and search below it."""

from collections.abc import AsyncIterator

import anyio


async def names(found: AsyncIterator[anyio.Path]) -> list[str]:
    return sorted([path.name async for path in found])


async def main() -> None:
    async with anyio.TemporaryDirectory() as name:
        folder = anyio.Path(name)
        for file in ("a.txt", "b.txt", "c.csv", "old/d.txt"):
            await (folder / file).parent.mkdir(exist_ok=True)
            await (folder / file).touch()

        print("iterdir():", await names(folder.iterdir()))
        print("glob():", await names(folder.glob("*.txt")))
        print("rglob():", await names(folder.rglob("*.txt")))

        print("nothing:", await names((folder / "none").glob("*")))
        try:
            await names((folder / "none").iterdir())
        except FileNotFoundError:
            print("iterdir() of what isn't there: FileNotFoundError")


anyio.run(main)
