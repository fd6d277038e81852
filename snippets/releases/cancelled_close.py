# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# ///
"""Sockets are closed in a cancelled scope.

Probed: whether `aclose()` raises the cancellation.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import anyio
from anyio.abc import AsyncResource


async def close(name: str, resource: AsyncResource) -> None:
    with anyio.CancelScope() as scope:
        scope.cancel()
        await resource.aclose()
    print(f"{name}:", "cut" if scope.cancelled_caught else "returned")


async def main() -> None:
    host = "127.0.0.1"
    await close("UDP", await anyio.create_udp_socket(local_host=host))
    with TemporaryDirectory() as folder:
        path = Path(folder, "socket")
        async with await anyio.create_unix_listener(path):
            await close("UNIX stream", await anyio.connect_unix(path))


anyio.run(main)
