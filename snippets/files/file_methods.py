# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Move in a binary file, read into a buffer, and cut the file."""

import os

import anyio


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder) / "digits.bin"
        async with await anyio.open_file(path, "w+b") as file:
            print("write:", await file.write(b"0123456789"))
            print("on the disk:", await path.read_bytes())
            await file.flush()
            print("flushed:", await path.read_bytes())

            print("seek:", await file.seek(-4, os.SEEK_END))
            print("read:", await file.read(2))
            print("read1:", await file.read1(100))
            print("tell:", await file.tell())

            await file.seek(0)
            buffer = bytearray(4)
            print("readinto:", await file.readinto(buffer), buffer)
            print("readinto1:", await file.readinto1(buffer), buffer)
            print("truncate:", await file.truncate(6))

            plain = file.wrapped
            print("closed:", plain.closed, plain.writable())
        print("closed:", plain.closed)
        print("left:", await path.read_bytes())


anyio.run(main)
