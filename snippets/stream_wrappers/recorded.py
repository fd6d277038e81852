# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A handler for connections, tried on a conversation in files."""

import anyio
from anyio.abc import ByteStream
from anyio.streams.buffered import BufferedByteReceiveStream
from anyio.streams.file import FileReadStream, FileWriteStream
from anyio.streams.stapled import StapledByteStream


async def greet(client: ByteStream) -> None:
    lines = BufferedByteReceiveStream(client)
    try:
        while True:
            name = await lines.receive_until(b"\n", 100)
            await client.send(b"hello " + name + b"\n")
    except anyio.IncompleteRead:
        if lines.buffer:
            raise  # the last name is cut
        await client.send_eof()


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        asked = anyio.Path(folder) / "asked.txt"
        answered = anyio.Path(folder) / "answered.txt"
        await asked.write_text("Ada\nGrace\n")
        async with (
            await FileReadStream.from_path(asked) as questions,
            await FileWriteStream.from_path(answered) as answers,
        ):
            await greet(StapledByteStream(answers, questions))
        print(await answered.read_text(), end="")


anyio.run(main)
