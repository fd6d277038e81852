# /// script
# requires-python = ">=3.10,<3.12"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Before Python 3.12, a folder with delete=False is deleted as well."""

import anyio


async def main() -> None:
    async with anyio.TemporaryDirectory() as outer:
        async with anyio.TemporaryDirectory(
            dir=outer, delete=False
        ) as name:
            await (anyio.Path(name) / "crash.log").touch()
        print("delete=False, kept:", await anyio.Path(name).exists())

        kept = anyio.Path(await anyio.mkdtemp(dir=outer))
        await (kept / "crash.log").touch()
        print("mkdtemp(), kept:", await kept.exists())


anyio.run(main)
