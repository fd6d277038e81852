# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "httpx>=0.28"]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""httpx limits each wait; fail_after() limits the whole call."""

from contextlib import suppress

import anyio
import httpx
from anyio.abc import SocketAttribute, SocketStream


async def answer_slowly(stream: SocketStream) -> None:
    async with stream:
        async for request in stream:
            if b"/silent" in request:
                await anyio.sleep_forever()
            await stream.send(
                b"HTTP/1.1 200 OK\r\ncontent-length: 20\r\n\r\n"
            )
            with suppress(anyio.BrokenResourceError):
                for _ in range(20):
                    await stream.send(b".")
                    await anyio.sleep(0.05)


async def call(client: httpx.AsyncClient) -> None:
    started = anyio.current_time()
    answer = await client.get("/slow")
    longer = anyio.current_time() - started > 0.5
    print("/slow:", answer.text, "longer than 0.5 s:", longer)
    try:
        await client.get("/silent")
    except httpx.TimeoutException as error:
        print("/silent:", type(error).__name__, end=", ")
        print("a TimeoutError:", isinstance(error, TimeoutError))
    try:
        with anyio.fail_after(0.5):
            await client.get("/slow")
    except TimeoutError:
        print("/slow in fail_after(0.5): TimeoutError")


async def main() -> None:
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    url = f"http://127.0.0.1:{listener.extra(SocketAttribute.local_port)}"
    async with (
        httpx.AsyncClient(base_url=url, timeout=0.5) as client,
        listener,
        anyio.create_task_group() as tg,
    ):
        tg.start_soon(listener.serve, answer_slowly)
        await call(client)
        tg.cancel()


anyio.run(main)
