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
        try:
            name = b"".join([chunk async for chunk in client])
            await client.send(b"hello " + name)
        except anyio.BrokenResourceError:
            print("a client is gone")  # the others still get answers


def ask(port: int, name: str) -> str:
    """Block until the server has answered; no wait exceeds 5 s."""
    address = "127.0.0.1", port
    with socket.create_connection(address, timeout=5) as connection:
        connection.sendall(name.encode())
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile("rb") as reply:
            return reply.read().decode()


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
    print("tokens for threads:", limiter.total_tokens)


anyio.run(main)
