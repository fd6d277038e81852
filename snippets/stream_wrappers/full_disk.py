# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""On a full disk, a few bytes are sent, and the close fails."""

import anyio
from anyio.streams.file import FileWriteStream


async def write(data: bytes) -> None:
    print(f"{len(data)} bytes:")
    try:
        # Linux's device for this: each write to it finds the disk full
        async with await FileWriteStream.from_path("/dev/full") as stream:
            await stream.send(data)
            print("  sent")
    except anyio.BrokenResourceError as error:
        print("  BrokenResourceError:", error.__cause__)
    except OSError as error:
        print("  OSError:", error)


async def main() -> None:
    await write(b"all is well\n")
    await write(bytes(100_000))


anyio.run(main)
