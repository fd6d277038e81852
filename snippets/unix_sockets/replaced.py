# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# right = "unix_sockets/one_server.py"
# timeline = "none"
# ///
"""A second server takes the path of the first, and neither is told."""

from functools import partial

import anyio
from anyio import Path, TemporaryDirectory
from anyio.abc import SocketStream


async def greet(name: bytes, client: SocketStream) -> None:
    async with client:
        await client.send(b"the " + name)


async def ask(path: Path) -> bytes:
    try:
        async with await anyio.connect_unix(path) as stream:
            return await stream.receive()
    except ConnectionRefusedError:
        return b"nobody"


async def main() -> None:
    async with TemporaryDirectory() as folder:
        path = Path(folder) / "service.sock"
        first = await anyio.create_unix_listener(path)
        async with first, anyio.create_task_group() as tg:
            tg.start_soon(first.serve, partial(greet, b"first"))
            print(await ask(path))
            second = await anyio.create_unix_listener(path)
            async with second, anyio.create_task_group() as later:
                later.start_soon(second.serve, partial(greet, b"second"))
                print(await ask(path))
                later.cancel()
            # the first still waits for clients
            print(await ask(path))
            tg.cancel()


anyio.run(main)
