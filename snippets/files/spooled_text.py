# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""Moving to the disk, a text file translates its ends of lines once more."""

import anyio


async def through(newline: str | None, max_size: int, end: str) -> str:
    async with anyio.SpooledTemporaryFile(
        max_size, "w+", newline=newline, encoding="utf-8"
    ) as file:
        await file.write(f"one{end}")
        await file.write(f"two{end}")
        await file.seek(0)
        return await file.read()


async def main() -> None:
    for newline, end in (("", "\r\n"), (None, "\r\n"), ("\r\n", "\n")):
        print(f"newline={newline!r}, written with {end!r}")
        print("  in memory:  ", repr(await through(newline, 99, end)))
        print("  on the disk:", repr(await through(newline, 3, end)))


anyio.run(main)
