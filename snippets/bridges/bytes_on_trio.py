# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["trio"]
# timeline = "none"
# ///
"""A connection and its end, with Trio's streams and AnyIO's."""

from functools import partial

import anyio
import trio
from anyio.abc import SocketAttribute, SocketStream


async def shout(stream: trio.SocketStream) -> None:
    await stream.send_all((await stream.receive_some()).upper())


async def with_trio() -> None:
    async with trio.open_nursery() as nursery:
        serve = partial(trio.serve_tcp, shout, 0, host="127.0.0.1")
        [listener] = await nursery.start(serve)
        port = listener.socket.getsockname()[1]
        stream = await trio.open_tcp_stream("127.0.0.1", port)
        async with stream:
            await stream.send_all(b"hello")
            print("Trio:", await stream.receive_some(), end=" ")
            print(await stream.receive_some())
        nursery.cancel_scope.cancel()


async def shout_back(stream: SocketStream) -> None:
    async with stream:
        await stream.send((await stream.receive()).upper())


async def with_anyio() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, shout_back)
        port = listener.extra(SocketAttribute.local_port)
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            await stream.send(b"hello")
            print("AnyIO:", await stream.receive(), end=" ")
            try:
                await stream.receive()
            except anyio.EndOfStream:
                print("EndOfStream")
        tg.cancel()


async def main() -> None:
    await with_trio()
    await with_anyio()


anyio.run(main, backend="trio")
