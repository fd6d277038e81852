# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.1"]
#
# [tool.example]
# timeline = "none"
# ///
"""A worker thread opens a temporary file, and wrap_file() wraps it."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from typing import IO, AnyStr

import anyio
from anyio import to_thread


@asynccontextmanager
async def wrapped(
    file: IO[AnyStr],
) -> AsyncIterator[anyio.AsyncFile[AnyStr]]:
    wrapper = anyio.wrap_file(file)
    try:
        yield wrapper
    finally:
        with anyio.move_on_after(10, shield=True):
            await wrapper.aclose()


async def main() -> None:
    nameless = await to_thread.run_sync(tempfile.TemporaryFile)
    async with wrapped(nameless) as file:
        await file.write(b"half a gigabyte")
        await file.seek(0)
        print("read again:", await file.read(4))

    make = partial(tempfile.NamedTemporaryFile, "w", suffix=".csv")
    named = await to_thread.run_sync(make)
    async with wrapped(named) as text:
        path = anyio.Path(named.name)
        await text.write("city,euros\n")
        await text.flush()
        print("by its name:", (await path.read_text()).strip(), path.suffix)
    print("still there:", await path.exists())


anyio.run(main)
