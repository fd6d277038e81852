# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.1"]
#
# [tool.example]
# timeline = "none"
# ///
"""A worker thread opens a temporary file, and wrap_file() wraps it."""

import tempfile
from functools import partial

import anyio
from anyio import to_thread


async def main() -> None:
    nameless = await to_thread.run_sync(tempfile.TemporaryFile)
    async with anyio.wrap_file(nameless) as file:
        await file.write(b"half a gigabyte")
        await file.seek(0)
        print("read again:", await file.read(4))

    make = partial(tempfile.NamedTemporaryFile, "w", suffix=".csv")
    named = await to_thread.run_sync(make)
    async with anyio.wrap_file(named) as text:
        path = anyio.Path(named.name)
        await text.write("city,euros\n")
        await text.flush()
        print("by its name:", (await path.read_text()).strip(), path.suffix)
    print("still there:", await path.exists())


anyio.run(main)
