# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "measured"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""start() waits until the server listens, and returns its port."""

import anyio
from anyio import TASK_STATUS_IGNORED
from anyio.abc import SocketAttribute, SocketStream, TaskStatus


async def greet(client: SocketStream) -> None:
    try:
        async with client:
            await client.send(b"hello from the server")
    except anyio.BrokenResourceError:
        print("a client is gone")


async def serve(
    *, task_status: TaskStatus[int] = TASK_STATUS_IGNORED
) -> None:
    async with await anyio.create_tcp_listener(
        local_host="127.0.0.1", local_port=0
    ) as listener:
        port = listener.extra(SocketAttribute.local_port)
        print("listening")
        task_status.started(port)
        await listener.serve(greet)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        port: int = await tg.start(serve)
        print("connecting")
        async with await anyio.connect_tcp("127.0.0.1", port) as stream:
            greeting = b"".join([part async for part in stream])
            print("received:", greeting.decode())
        tg.cancel("the client is served")


anyio.run(main)
