# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""Make, move, link and remove what is on the disk."""

import contextlib

import anyio


async def main() -> None:
    async with anyio.TemporaryDirectory() as name:
        folder = anyio.Path(name) / "a" / "b"
        await folder.mkdir(parents=True)
        first = folder / "first.txt"
        await first.touch()
        print("wrote:", await first.write_bytes(b"old"))
        print("read:", await first.read_bytes())

        second = await first.rename(folder / "second.txt")
        print("moved to:", second.name, "|", await first.exists())
        await first.write_text("new")
        await first.replace(second)
        print("replaced:", await second.read_text())

        await first.hardlink_to(second)
        print("links:", (await second.stat()).st_nlink)
        await first.chmod(0o400)
        print("mode:", oct((await second.stat()).st_mode & 0o777))
        with contextlib.suppress(NotImplementedError):
            await first.lchmod(0o600)  # only on some systems

        await first.unlink()
        await first.unlink(missing_ok=True)
        await second.unlink()
        await folder.rmdir()
        print("left:", await folder.exists(), await folder.parent.exists())


anyio.run(main)
