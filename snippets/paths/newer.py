# /// script
# requires-python = ">=3.13"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""What a path can do on Python 3.13, and not on 3.11."""

import posixpath
import sys

import anyio

assert sys.version_info >= (3, 13)  # for type checkers


async def main() -> None:
    async with anyio.TemporaryDirectory() as name:
        folder = anyio.Path(name)
        for place in ("src/pkg", "src/.git", "docs"):
            await (folder / place).mkdir(parents=True)
            await (folder / place / "file.py").touch()

        async for path, folders, files in folder.walk():
            folders[:] = sorted(each for each in folders if each != ".git")
            print("walk():", path.relative_to(folder), folders, files)
        print("is_junction():", await folder.is_junction())

    path = anyio.Path.from_uri("file:///srv/a/b.py")
    print("from_uri():", path)
    print("full_match():", path.full_match("/srv/**/*.py"))
    print("not full:", path.match("*.py"), path.full_match("*.py"))
    print("relative_to():", path.relative_to("/srv/c", walk_up=True))
    print("parser:", anyio.Path.parser is posixpath)


anyio.run(main)
