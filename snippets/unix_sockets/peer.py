# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux"]
# timeline = "none"
# ///
"""A UNIX socket's file says who may connect, and the kernel who did."""

import os
import socket
import struct

import anyio
from anyio import Path, TemporaryDirectory
from anyio.abc import SocketAttribute, SocketStream


def peer_of(stream: SocketStream) -> tuple[int, int, int]:
    """The process, user and group that connected (Linux only)."""
    raw = stream.extra(SocketAttribute.raw_socket)
    size = struct.calcsize("iII")
    data = raw.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, size)
    pid, uid, gid = struct.unpack("iII", data)
    return pid, uid, gid


async def greet(client: SocketStream) -> None:
    async with client:
        _, uid, _ = peer_of(client)
        answer = b"hello" if uid == os.getuid() else b"go away"
        await client.send(answer)


async def main() -> None:
    async with TemporaryDirectory() as folder:
        path = Path(folder) / "service.sock"
        async with (
            await anyio.create_unix_listener(path, mode=0o600) as listener,
            anyio.create_task_group() as tg,
        ):
            print("its mode:", oct((await path.stat()).st_mode & 0o777))
            tg.start_soon(listener.serve, greet)
            async with await anyio.connect_unix(path) as stream:
                print(type(stream).__name__, await stream.receive())
            tg.cancel()


anyio.run(main)
