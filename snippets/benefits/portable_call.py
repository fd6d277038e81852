# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""AnyIO's calls and the synchronous standard library run on both backends."""

import zlib

import anyio


async def checksum(path: anyio.Path) -> int:
    data = await path.read_bytes()
    return zlib.crc32(data)


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder, "report.txt")
        await path.write_bytes(b"42 orders")
        print("checksum:", await checksum(path))


anyio.run(main)
