# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What a text stream does with bytes and characters that don't fit."""

import anyio
from anyio.streams.text import TextReceiveStream, TextSendStream


async def read(errors: str, *pieces: bytes) -> None:
    send, receive = anyio.create_memory_object_stream[bytes](10)
    async with TextReceiveStream(receive, errors=errors) as stream:
        async with send:
            for piece in pieces:
                await send.send(piece)
        print(f"{errors}:")
        while True:
            try:
                print("  received", ascii(await stream.receive()))
            except UnicodeDecodeError as error:
                print("  not received:", error.object, error.reason)
            except anyio.EndOfStream:
                break


async def write(encoding: str, errors: str, *texts: str) -> None:
    send, receive = anyio.create_memory_object_stream[bytes](10)
    async with receive, TextSendStream(send, encoding, errors) as stream:
        for text in texts:
            await stream.send(text)
            sent = receive.receive_nowait()
            print(f"{encoding}, {stream.errors}: sent {sent!r}")


async def main() -> None:
    await read("strict", b"one", b"two \xff", b"three")
    half_a_character = "€".encode()[:2]
    await read("strict", b"one", half_a_character, b"two", b"three")
    await read("replace", b"one", half_a_character, b"two", b"three")
    await write("ascii", "replace", "7 €")
    await write("utf-16", "strict", "a", "b")


anyio.run(main)
