# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""What a path tells without the disk."""

import anyio


async def main() -> None:
    path = anyio.Path("/srv/data/logs.tar.gz")
    print("name:", path.name, "| stem:", path.stem)
    print("suffix:", path.suffix, "| suffixes:", path.suffixes)
    print("parent:", path.parent)
    print("parents:", *path.parents)
    print("parts:", path.parts)
    print("root:", path.root, "| anchor:", path.anchor)
    print("drive:", repr(path.drive))
    print("as_posix():", path.as_posix())
    print("as_uri():", path.as_uri())
    print("is_absolute():", path.is_absolute())
    print("is_relative_to():", path.is_relative_to("/srv"))
    outside = anyio.Path("/srv/../etc")
    print("is_relative_to() of", outside, outside.is_relative_to("/srv"))
    print("match():", path.match("*.gz"))


anyio.run(main)
