# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""No new clients, two seconds for those that are here, then the end."""

import anyio
from anyio.abc import Listener, SocketAttribute, SocketStream


async def work(client: SocketStream) -> None:
    try:
        async with client:
            await client.send(b"begun")
            await client.receive()  # the work, as long as it takes
            await client.send(b"done")
    except (anyio.BrokenResourceError, anyio.EndOfStream):
        print("a client is gone")


async def serve(
    listener: Listener[SocketStream], stop: anyio.Event, closed: anyio.Event
) -> bool:
    """Return whether all clients were served to the end."""
    async with anyio.create_task_group() as clients:
        async with listener, anyio.create_task_group() as tg:
            tg.start_soon(listener.serve, work, clients)
            await stop.wait()
            tg.cancel()
        closed.set()
        clients.cancel_scope.deadline = anyio.current_time() + 2
    return not clients.cancel_scope.cancelled_caught


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    stop, closed = anyio.Event(), anyio.Event()
    async with anyio.create_task_group() as tg:
        serving = tg.start_soon(serve, listener, stop, closed)
        async with (
            await anyio.connect_tcp("127.0.0.1", port) as quick,
            await anyio.connect_tcp("127.0.0.1", port) as slow,
        ):
            print(await quick.receive(), await slow.receive())
            stop.set()
            await closed.wait()
            try:
                await anyio.connect_tcp("127.0.0.1", port)
            except OSError:
                print("no new clients")
            await quick.send(b"go on")
            print("quick:", [answer async for answer in quick])
            print("slow:", [answer async for answer in slow])
    print("all were served to the end:", serving.return_value)


anyio.run(main)
