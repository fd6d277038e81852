# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""Paths are made from a path of a class of one's own.

Probed: of which class they are.
"""

import anyio


class Mine(anyio.Path):
    pass


async def main() -> None:
    path = Mine("folder/file.txt")
    for each in (path.parent, path / "other", path.with_name("new")):
        print(f"{each}:", type(each).__name__)


anyio.run(main)
