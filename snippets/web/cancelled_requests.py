# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "httpx>=0.28"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""Requests are cancelled while they wait, and the client goes on."""

import anyio
import httpx
from anyio.abc import SocketAttribute, SocketStream

arrived = anyio.Event()


async def answer(stream: SocketStream) -> None:
    async with stream:
        async for request in stream:
            if b"/silent" in request:
                arrived.set()
                continue
            await stream.send(
                b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ndone"
            )


async def cancel_two(client: httpx.AsyncClient) -> None:
    global arrived
    arrived = anyio.Event()
    async with anyio.create_task_group() as tg:
        tg.start_soon(client.get, "/silent")
        await arrived.wait()
        with anyio.move_on_after(0.05):
            await client.get("/silent")  # waits for the connection
        tg.cancel()


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    url = f"http://127.0.0.1:{listener.extra(SocketAttribute.local_port)}"
    limits = httpx.Limits(max_connections=1)
    async with (
        listener,
        httpx.AsyncClient(base_url=url, limits=limits) as client,
        anyio.create_task_group() as tg,
    ):
        tg.start_soon(listener.serve, answer)
        for _ in range(3):
            await cancel_two(client)
        print("three times, two requests were cancelled")
        print("then:", (await client.get("/")).text)
        tg.cancel()


anyio.run(main)
