# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""The stream of a closed file raises ValueError, in spite of a default."""

import anyio
from anyio.streams.file import FileStreamAttribute, FileWriteStream


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        target = anyio.Path(folder) / "report.txt"
        async with await FileWriteStream.from_path(target) as stream:
            path = stream.extra(FileStreamAttribute.path)
            await stream.send(b"all is well")
        print("asked in the block:", path.name)

        try:
            print(stream.extra(FileStreamAttribute.path, None))
        except ValueError as error:
            print("asked after it: ValueError:", error)


anyio.run(main)
