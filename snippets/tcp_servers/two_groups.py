# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""Who owns the handlers decides what ends with serve()."""

import anyio
from anyio.abc import SocketAttribute, SocketStream, TaskGroup


async def echo(client: SocketStream) -> None:
    try:
        async with client:
            async for chunk in client:
                await client.send(chunk)
    except anyio.BrokenResourceError:
        print("a client is gone")


async def talk(stream: SocketStream) -> str:
    try:
        await stream.send(b"hello")
        return (await stream.receive()).decode()
    except (anyio.EndOfStream, anyio.BrokenResourceError):
        return "connection lost"


async def cancel_serve(handlers: TaskGroup | None) -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as accepting:
        accepting.start_soon(listener.serve, echo, handlers)
        stream = await anyio.connect_tcp("127.0.0.1", port)
        print("before:", await talk(stream))
        accepting.cancel()
    async with stream:
        print("after:", await talk(stream))


async def main() -> None:
    print("a group of serve()'s own")
    await cancel_serve(None)
    print("a group that is given")
    async with anyio.create_task_group() as handlers:
        await cancel_serve(handlers)
        handlers.cancel()


anyio.run(main)
