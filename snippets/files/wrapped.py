# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""wrap_file() takes a file that a library opened, or one in memory."""

import gzip
import io
from typing import TextIO

import anyio
from anyio import to_thread

LOG = "GET /\nPOST /login\nGET /about\n"


def open_log(path: anyio.Path) -> TextIO:
    return gzip.open(path, "rt", encoding="utf-8")


async def count(log: anyio.AsyncFile[str], verb: str) -> int:
    return sum([line.startswith(verb) async for line in log])


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = anyio.Path(folder) / "access.log.gz"
        await path.write_bytes(gzip.compress(LOG.encode()))
        opened = await to_thread.run_sync(open_log, path)
        async with anyio.wrap_file(opened) as log:
            print("compressed:", await count(log, "GET"))
        print("closed with it:", opened.closed)

    async with anyio.wrap_file(io.StringIO(LOG)) as log:
        print("in memory:", await count(log, "GET"))


anyio.run(main)
