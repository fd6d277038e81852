# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "measured"
# ///
"""Blocking clients in worker threads talk to a server on the event loop."""

import socket

import anyio
from anyio import to_thread
from anyio.abc import SocketAttribute, SocketStream


async def answer(client: SocketStream) -> None:
    async with client:
        name = await client.receive()
        await client.send(b"hello " + name)


def ask(port: int, name: str) -> str:
    """Block until the server has answered."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(name.encode())
        return connection.recv(100).decode()


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, answer)
        names = ["Ada", "Grace", "Joan"]
        calls = [to_thread.run_sync(ask, port, name) for name in names]
        print(await anyio.gather(*calls))
        tg.cancel_scope.cancel()
    limiter = to_thread.current_default_thread_limiter()
    print("threads at most:", limiter.total_tokens)


anyio.run(main)
