# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""The file of a UNIX socket stays when its listener is closed."""

import anyio
from anyio import Path, TemporaryDirectory


async def connect(path: Path) -> str:
    try:
        async with await anyio.connect_unix(path):
            return "connected"
    except OSError as error:
        return type(error).__name__


async def main() -> None:
    async with TemporaryDirectory() as folder:
        path = Path(folder) / "service.sock"
        print("before:", await connect(path))
        async with await anyio.create_unix_listener(path):
            print("open:", await connect(path))
        print("closed:", await connect(path))
        print("the file is there:", await path.is_socket())

        async with await anyio.create_unix_listener(path):
            print("opened again:", await connect(path))
        await path.unlink()
        print("unlinked:", await connect(path))
        try:
            await anyio.UNIXConnectable(path).connect()
        except anyio.ConnectionFailed as error:
            print("by a connectable:", type(error).__name__)

        await path.write_text("a file, and no socket")
        try:
            await anyio.create_unix_listener(path)
        except OSError as error:
            print("where another file is:", type(error).__name__)


anyio.run(main)
