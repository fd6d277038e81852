# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What is sent is not yet in the file, and a file's end may move."""

import os

import anyio
from anyio import to_thread
from anyio.streams.file import (
    FileReadStream,
    FileStreamAttribute,
    FileWriteStream,
)


async def read_on(stream: FileReadStream) -> bytes:
    return b"".join([chunk async for chunk in stream])


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder) / "events.log"
        await path.write_bytes(b"start\n")
        async with (
            await FileReadStream.from_path(path) as reader,
            await FileWriteStream.from_path(path, append=True) as log,
        ):
            print(await read_on(reader))
            await log.send(b"user Ada\n")
            print("sent:", await read_on(reader))
            file = log.extra(FileStreamAttribute.file)
            await to_thread.run_sync(file.flush)
            print("flushed:", await read_on(reader))
            number = log.extra(FileStreamAttribute.fileno)
            await to_thread.run_sync(os.fsync, number)  # now on the disk

            print("at", await reader.tell())
            await reader.seek(-4, os.SEEK_END)
            print("the end again:", await reader.receive())
            print("of", reader.extra(FileStreamAttribute.path).name)


anyio.run(main)
