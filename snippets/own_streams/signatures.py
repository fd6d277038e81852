# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""One function copies bytes from memory to a file, and back."""

import anyio
from anyio.abc import AnyByteReceiveStream, AnyByteSendStream
from anyio.streams.file import FileReadStream, FileWriteStream


async def copy(
    source: AnyByteReceiveStream, target: AnyByteSendStream
) -> int:
    total = 0
    async for chunk in source:
        await target.send(chunk)
        total += len(chunk)
    return total


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = f"{folder}/notes.txt"
        words, memory = anyio.create_memory_object_stream[bytes](10)
        async with memory, await FileWriteStream.from_path(path) as file:
            async with words:
                await words.send(b"one ")
                await words.send(b"two")
            print("to the file:", await copy(memory, file))

        target, result = anyio.create_memory_object_stream[bytes](10)
        async with result, await FileReadStream.from_path(path) as source:
            async with target:
                print("from the file:", await copy(source, target))
            print([chunk async for chunk in result])


anyio.run(main)
