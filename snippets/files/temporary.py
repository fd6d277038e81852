# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/wrapped_temporary_file.py"]
# ///
"""Temporary files without a name and with one, and what they know."""

import anyio


async def main() -> None:
    async with anyio.TemporaryFile() as nameless:
        await nameless.write(b"half a gigabyte")
        await nameless.seek(0)
        print("read again:", await nameless.read(4))

    async with anyio.NamedTemporaryFile("w", suffix=".csv") as file:
        path = anyio.Path(file.wrapped.name)
        await file.write("city,euros\n")
        await file.flush()
        print("by its name:", (await path.read_text()).strip(), path.suffix)
    print("still there:", await path.exists())

    notes = anyio.TemporaryFile(
        "w+", encoding="utf-8", newline="\n", prefix="notes-"
    )
    print(notes.mode, notes.encoding, notes.prefix, repr(notes.newline))
    print(notes.buffering, notes.errors, notes.suffix, notes.dir)
    for _ in range(2):
        async with notes as file:  # a new file each time
            print("found:", repr(await file.read()))
            await file.write("hello")


anyio.run(main)
