# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""An anyio.Path beside one of pathlib's."""

import os
import pathlib

import anyio


async def main() -> None:
    path = anyio.Path("/srv/data")
    plain = pathlib.Path("/srv/data")
    print("equal:", path == plain, hash(path) == hash(plain))
    print(
        "equal to text:",
        path == "/srv/data",
        os.fspath(path) == "/srv/data",
    )
    print("a pathlib.Path:", isinstance(path, pathlib.Path))
    print("a PathLike:", isinstance(path, os.PathLike))

    print("path / plain:", type(path / plain).__name__)
    print("plain / path:", type(plain / path).__name__)
    print("text / path:", repr("/srv" / anyio.Path("data")))
    print("sorted:", sorted([anyio.Path("b"), anyio.Path("a")]))

    print("to pathlib:", pathlib.Path(path) == plain)
    print("os.path:", os.path.join(path, "a.txt"))
    print("in text:", f"{path}/a.txt")


anyio.run(main)
