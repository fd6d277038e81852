# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "benefits/portable_call.py"
# ///
"""A call of asyncio's own API ties the function to asyncio."""

import asyncio
import pathlib
import zlib

import anyio


async def checksum(path: anyio.Path) -> int:
    data = await asyncio.to_thread(pathlib.Path(path).read_bytes)
    return zlib.crc32(data)


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder, "report.txt")
        await path.write_bytes(b"42 orders")
        try:
            print("checksum:", await checksum(path))
        except RuntimeError as error:
            print(f"RuntimeError: {error}")


anyio.run(main)
