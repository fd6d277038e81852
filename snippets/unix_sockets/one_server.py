# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""One server at a path, which takes its file away at the end."""

import fcntl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
from anyio.abc import SocketListener


@asynccontextmanager
async def only_listener(path: Path) -> AsyncIterator[SocketListener]:
    with open(path.with_suffix(".lock"), "wb") as lock:
        # raises BlockingIOError if another server holds it
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        async with await anyio.create_unix_listener(
            path, mode=0o600
        ) as listener:
            try:
                yield listener
            finally:
                path.unlink(missing_ok=True)


async def main() -> None:
    async with anyio.TemporaryDirectory() as folder:
        path = Path(folder) / "service.sock"
        async with only_listener(path):
            try:
                async with only_listener(path):
                    print("a second server")
            except BlockingIOError:
                print("there is a server already")
            async with await anyio.connect_unix(path):
                print("the first is still there")
        print("its file is still there:", path.exists())
        async with only_listener(path):
            print("the next one listens")


anyio.run(main)
