# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""After SIGTERM, clients have a second to finish, and then are cut."""

import os
import signal

import anyio
from anyio.abc import SocketAttribute, SocketStream, TaskStatus

HOST = "127.0.0.1"


async def receive(
    stop: anyio.Event, *, task_status: TaskStatus[None]
) -> None:
    with anyio.open_signal_receiver(signal.SIGTERM) as signals:
        task_status.started()
        async for _ in signals:
            stop.set()


async def handle(client: SocketStream) -> None:
    async with client:
        async for chunk in client:
            await client.send(chunk.upper())


async def serve(stop: anyio.Event, *, task_status: TaskStatus[int]) -> None:
    async with anyio.create_task_group() as clients:
        listener = await anyio.create_tcp_listener(local_host=HOST)
        async with listener, anyio.create_task_group() as tg:
            tg.start_soon(listener.serve, handle, clients)
            task_status.started(listener.extra(SocketAttribute.local_port))
            await stop.wait()
            tg.cancel()
        clients.cancel_scope.deadline = anyio.current_time() + 1


async def main() -> None:
    stop = anyio.Event()
    async with anyio.create_task_group() as tg:
        await tg.start(receive, stop)
        async with anyio.create_task_group() as server:
            port = await server.start(serve, stop)
            one = await anyio.connect_tcp(HOST, port)
            two = await anyio.connect_tcp(HOST, port)
            async with one, two:
                for client in (one, two):
                    await client.send(b"hello")
                    await client.receive()
                os.kill(os.getpid(), signal.SIGTERM)
                await stop.wait()
                await one.send(b"one thing more")
                print("served:", await one.receive())
                await one.aclose()
                async for _ in two:
                    pass
                print("the other one is cut")
        tg.cancel()
    print("clean exit")


anyio.run(main)
