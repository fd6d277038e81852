# /// script
# requires-python = ">=3.10"
# dependencies = [
#     "anyio[trio]>=4.16",
#     "httpx>=0.28",
#     "hypercorn>=0.18",
#     "starlette>=1",
# ]
#
# [tool.example]
# support = ["serving.py"]
# timeline = "none"
# ///
"""Does a generator without a checkpoint stop when its client leaves?"""

import logging
from collections.abc import AsyncGenerator
from contextlib import aclosing

import anyio
import httpx
from serving import serving
from starlette.applications import Starlette
from starlette.responses import StreamingResponse
from starlette.routing import Mount
from starlette.types import Receive, Scope, Send

ROW = b"." * 10_000
begun, ended = anyio.Event(), anyio.Event()


async def rows(polite: bool) -> AsyncGenerator[bytes, None]:
    sent = 0
    try:
        for _ in range(3000):
            yield ROW
            sent += 1
            begun.set()
            if polite:
                await anyio.lowlevel.checkpoint()
    finally:
        print("  made all rows:", sent == 3000)
        ended.set()


async def export(scope: Scope, receive: Receive, send: Send) -> None:
    async with aclosing(rows(scope["path"] == "/polite")) as made:
        await StreamingResponse(made)(scope, receive, send)


app = Starlette(routes=[Mount("/", export)])


async def main() -> None:
    global begun, ended
    # asyncio warns of rows that nobody can receive any more
    logging.getLogger("asyncio").setLevel(logging.ERROR)
    async with serving(app) as url:
        for path in ("/plain", "/polite"):
            print(path)
            begun, ended = anyio.Event(), anyio.Event()
            async with (
                httpx.AsyncClient() as client,
                client.stream("GET", url + path),
            ):
                await begun.wait()
            with anyio.fail_after(10):
                await ended.wait()


anyio.run(main)
