# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# measured = "waits"
# timeline = "measured"
# ///
"""Eight requests to a slow server, one after the other and all at once."""

import time

import anyio
from anyio.abc import SocketAttribute, SocketStream

REQUESTS = 8


async def answer(client: SocketStream) -> None:
    async with client:
        question = await client.receive()
        await anyio.sleep(0.1)  # the server's database
        await client.send(question.upper())


async def ask(port: int) -> None:
    async with await anyio.connect_tcp("127.0.0.1", port) as server:
        await server.send(b"ping")
        assert await server.receive() == b"PING"


async def one_after_the_other(port: int) -> float:
    start = time.perf_counter()
    for _ in range(REQUESTS):
        await ask(port)
    return time.perf_counter() - start


async def all_at_once(port: int) -> float:
    start = time.perf_counter()
    async with anyio.create_task_group() as tg:
        for _ in range(REQUESTS):
            tg.start_soon(ask, port)
    return time.perf_counter() - start


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    port = listener.extra(SocketAttribute.local_port)
    async with listener, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, answer)
        apart = await one_after_the_other(port)
        together = await all_at_once(port)
        tg.cancel_scope.cancel()
    print(f"one after the other: {apart:.2f} s")
    print(f"all at once:         {together:.2f} s")
    print(f"{apart / together:.1f} times as fast")
    print("at least 3 times as fast:", apart > 3 * together)


anyio.run(main)
