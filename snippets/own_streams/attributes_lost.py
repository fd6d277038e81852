# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "own_streams/attributes.py"
# timeline = "none"
# ///
"""A wrapper without the attributes of what it wraps hides them."""

from io import BytesIO

import anyio
from anyio.abc import ByteReceiveStream
from anyio.streams.file import FileReadStream, FileStreamAttribute


class Upper(ByteReceiveStream):
    def __init__(self, stream: ByteReceiveStream) -> None:
        self._stream = stream

    async def receive(self, max_bytes: int = 65536) -> bytes:
        return (await self._stream.receive(max_bytes)).upper()

    async def aclose(self) -> None:
        await self._stream.aclose()


async def main() -> None:
    file = FileReadStream(BytesIO(b"notes"))
    async with Upper(file) as stream:
        print("file:", FileStreamAttribute.file in file.extra_attributes)
        print("wrapper:", stream.extra(FileStreamAttribute.file, None))
        try:
            stream.extra(FileStreamAttribute.file)
        except anyio.TypedAttributeLookupError as error:
            print("without a default:", error)


anyio.run(main)
