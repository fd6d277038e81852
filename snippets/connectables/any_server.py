# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/function_that_connects.py"]
# ///
"""One function for servers on TCP and on a UNIX socket."""

from tempfile import TemporaryDirectory

import anyio
from anyio import abc


async def greet(client: abc.ByteStream) -> None:
    async with client:
        await client.send(b"hello")


async def ask(server: abc.AnyByteStreamConnectable) -> None:
    print(type(server).__name__, end=": ")
    try:
        with anyio.fail_after(5):
            async with await server.connect() as stream:
                print(type(stream).__name__, await stream.receive())
    except anyio.ConnectionFailed as error:
        print(type(error).__name__, type(error.__cause__).__name__)


async def main() -> None:
    with TemporaryDirectory() as folder:
        path = f"{folder}/shop.sock"
        tcp = await anyio.create_tcp_listener(local_host="127.0.0.1")
        unix = await anyio.create_unix_listener(path)
        port = tcp.extra(abc.SocketAttribute.local_port)
        async with tcp, unix, anyio.create_task_group() as tg:
            tg.start_soon(tcp.serve, greet)
            tg.start_soon(unix.serve, greet)
            await ask(anyio.as_connectable(("127.0.0.1", port)))
            await ask(anyio.as_connectable(path))
            await ask(anyio.as_connectable("127.0.0.1"))
            with anyio.fail_after(5):
                by_hand = await anyio.UNIXConnectable(path).connect()
                async with by_hand:  # for mypy, too, a UNIXSocketStream
                    print("by hand:", await by_hand.receive())
            tg.cancel()


anyio.run(main)
