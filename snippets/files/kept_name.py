# /// script
# requires-python = ">=3.12"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A file with delete_on_close=False outlives its block."""

import sys
import tempfile

import anyio

assert sys.version_info >= (3, 12)  # for type checkers


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        async with anyio.NamedTemporaryFile(
            dir=folder, delete_on_close=False
        ) as file:
            path = anyio.Path(file.wrapped.name)
            await file.write(b"sent to a converter")
            await file.aclose()  # now the converter may open it
            print("closed, there:", await path.exists())
        print("after AnyIO's block, there:", await path.exists())

        with tempfile.NamedTemporaryFile(
            dir=folder, delete_on_close=False
        ) as plain:
            path = anyio.Path(plain.name)
        print("after Python's block, there:", await path.exists())


anyio.run(main)
