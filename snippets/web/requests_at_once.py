# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "httpx>=0.28"]
#
# [tool.example]
# timeline = "none"
# ///
"""A pool's limit fails requests, and a limiter lets them wait."""

from functools import partial

import anyio
import httpx
from anyio.abc import SocketAttribute, SocketStream


async def answer(stream: SocketStream) -> None:
    async with stream:
        async for _ in stream:
            await anyio.sleep(0.5)
            await stream.send(
                b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\ndone"
            )


async def get(client: httpx.AsyncClient, url: str) -> str:
    try:
        return (await client.get(url)).text
    except httpx.TransportError as error:
        return type(error).__name__


async def get_in_turn(
    client: httpx.AsyncClient, limiter: anyio.CapacityLimiter, url: str
) -> str:
    async with limiter:
        return await get(client, url)


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    url = f"http://127.0.0.1:{listener.extra(SocketAttribute.local_port)}"
    client = httpx.AsyncClient(
        limits=httpx.Limits(max_connections=1),
        timeout=httpx.Timeout(5, pool=0.1),
    )
    async with listener, client, anyio.create_task_group() as tg:
        tg.start_soon(listener.serve, answer)
        urls = [url] * 3
        answers = await anyio.amap(partial(get, client), urls)
        print("pool alone:  ", *sorted(answers))
        limiter = anyio.CapacityLimiter(1)
        answers = await anyio.amap(
            partial(get_in_turn, client, limiter), urls
        )
        print("with limiter:", *answers)
        tg.cancel()


anyio.run(main)
