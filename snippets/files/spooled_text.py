# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Moving to the disk, a text file translates its ends of lines once more."""

import anyio


async def through(newline: str | None, max_size: int, text: str) -> str:
    async with anyio.SpooledTemporaryFile(
        max_size, "w+", newline=newline, encoding="utf-8"
    ) as file:
        await file.write(text)
        await file.seek(0)
        return await file.read()


async def main() -> None:
    text = "one\ntwo\n"
    for newline in ("", "\r\n"):
        print(f"newline={newline!r}")
        print("  in memory:  ", repr(await through(newline, 99, text)))
        print("  on the disk:", repr(await through(newline, 3, text)))


anyio.run(main)
