# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.1"]
#
# [tool.example]
# timeline = "none"
# platforms = ["linux", "darwin"]
# ///
"""Wrapped, a spooled file of Python does each of its calls in a thread."""

import io
from tempfile import SpooledTemporaryFile

import anyio
from anyio import to_thread


def place(file: SpooledTemporaryFile[bytes]) -> str:
    return "memory" if file.name is None else "disk"


async def fill(spooled: SpooledTemporaryFile[bytes]) -> None:
    upload = anyio.wrap_file(spooled)
    await upload.write(b"1234567890")
    print("10 bytes:", place(spooled))
    await upload.seek(0)
    await upload.write(b"x")
    print("back at the start:", place(spooled))
    await upload.seek(0, io.SEEK_END)
    await upload.write(b"1")
    print("11 bytes:", place(spooled))


async def main() -> None:
    with SpooledTemporaryFile(max_size=10) as spooled:
        await fill(spooled)

    with SpooledTemporaryFile() as unlimited:
        await anyio.wrap_file(unlimited).write(bytes(100_000))
        print("no max_size:", place(unlimited))
        await to_thread.run_sync(unlimited.rollover)
        print("rollover():", place(unlimited))


anyio.run(main)
