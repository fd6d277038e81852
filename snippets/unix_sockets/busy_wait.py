# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""While an unconnected sender waits, its event loop is busy."""

import time
from collections.abc import Awaitable, Callable

import anyio
from anyio import Path, TemporaryDirectory
from anyio.abc import UNIXDatagramSocket

COUNT = 2_000


async def is_busy(
    server: UNIXDatagramSocket, send: Callable[[], Awaitable[None]]
) -> bool:
    async def send_all() -> None:
        for _ in range(COUNT):
            await send()

    async with anyio.create_task_group() as tg:
        tg.start_soon(send_all)
        await anyio.sleep(0.2)  # now the queue is full
        before = time.process_time()
        await anyio.sleep(1)
        used = time.process_time() - before
        for _ in range(COUNT):
            await server.receive()
    return used > 0.02


async def main() -> None:
    async with TemporaryDirectory() as folder:
        path = Path(folder) / "log.sock"
        async with (
            await anyio.create_unix_datagram_socket(
                local_path=path
            ) as server,
            await anyio.create_connected_unix_datagram_socket(
                path
            ) as client,
            await anyio.create_unix_datagram_socket() as other,
        ):
            ways: dict[str, Callable[[], Awaitable[None]]] = {
                "connected": lambda: client.send(b"x"),
                "unconnected": lambda: other.sendto(b"x", str(path)),
            }
            for way, send in ways.items():
                print(way, "and busy:", await is_busy(server, send))


anyio.run(main)
