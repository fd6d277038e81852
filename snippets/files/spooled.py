# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/wrapped_spooled_file.py"]
# ///
"""A file in memory that moves to the disk when it grows."""

import io

import anyio


def place(file: anyio.SpooledTemporaryFile[bytes]) -> str:
    return "memory" if isinstance(file.wrapped, io.BytesIO) else "disk"


async def main() -> None:
    async with anyio.SpooledTemporaryFile(max_size=10) as upload:
        await upload.write(b"1234567890")
        print("10 bytes:", place(upload))
        await upload.seek(0)
        await upload.write(b"x")
        print("back at the start:", place(upload))
        await upload.seek(0, io.SEEK_END)
        await upload.write(b"1")
        print("11 bytes:", place(upload))

    async with anyio.SpooledTemporaryFile() as unlimited:
        await unlimited.write(bytes(100_000))
        print("no max_size:", place(unlimited))
        await unlimited.rollover()
        print("rollover():", place(unlimited))


anyio.run(main)
