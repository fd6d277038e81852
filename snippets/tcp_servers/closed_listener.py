# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Another task closes the listener, and serve() raises."""

import anyio
from anyio.abc import Listener, SocketAttribute, SocketStream


async def greet(client: SocketStream) -> None:
    async with client:
        await client.send(b"hello")


async def serve(listener: Listener[SocketStream]) -> None:
    try:
        await listener.serve(greet)
    except* anyio.ClosedResourceError:
        print("serve(): the listener is closed")


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(serve, listener)
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            print(await stream.receive())
        await listener.aclose()
    try:
        await anyio.connect_tcp("127.0.0.1", port)
    except OSError:
        print("nobody listens there any more")


anyio.run(main)
