# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "measured"
# ///
"""One client resets its connection, and the server serves the next one."""

import socket
import struct

import anyio
from anyio.abc import SocketAttribute, SocketStream


async def echo(client: SocketStream) -> None:
    try:
        async with client:
            async for chunk in client:
                await client.send(chunk)
        print("server: the client has closed")
    except anyio.BrokenResourceError:
        print("server: the connection broke")


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, echo)
        for is_rude in (True, False):
            async with await anyio.connect_tcp("127.0.0.1", port) as stream:
                await stream.send(b"hello")
                print("client:", (await stream.receive(5)).decode())
                if is_rude:
                    raw = stream.extra(SocketAttribute.raw_socket)
                    reset = struct.pack("ii", 1, 0)
                    raw.setsockopt(
                        socket.SOL_SOCKET, socket.SO_LINGER, reset
                    )
            await anyio.sleep(0.1)
        tg.cancel()


anyio.run(main)
