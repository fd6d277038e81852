# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "tcp_servers/contained.py"
# timeline = "none"
# ///
"""An error in one handler ends the server and the other connection."""

import anyio
from anyio.abc import SocketAttribute, SocketStream


async def divide(client: SocketStream) -> None:
    async with client:
        async for number in client:
            answer = 100 // int(number)
            await client.send(str(answer).encode())


async def talk(port: int) -> None:
    async with (
        await anyio.connect_tcp("127.0.0.1", port) as one,
        await anyio.connect_tcp("127.0.0.1", port) as two,
    ):
        await one.send(b"4")
        print("one:", await one.receive())
        await two.send(b"0")
        for name, stream in (("two", two), ("one", one)):
            try:
                await stream.receive()
            except anyio.EndOfStream:
                print(f"{name}: the server has hung up")


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    try:
        async with listener, anyio.create_task_group() as tg:
            tg.start_soon(listener.serve, divide)
            with anyio.fail_after(5, shield=True):
                await talk(port)
    except* ZeroDivisionError:
        print("the error has left serve(), in groups")


anyio.run(main)
