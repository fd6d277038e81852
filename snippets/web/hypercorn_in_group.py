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
# timeline = "none"
# ///
"""hypercorn serves in a task group on both backends, until an event."""

import socket
from typing import cast

import anyio
import httpx
import hypercorn.asyncio
import hypercorn.trio
import trio
from hypercorn.config import Config
from hypercorn.typing import ASGIFramework
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


async def hello(_: Request) -> Response:
    await anyio.sleep(0.01)
    return PlainTextResponse("hello")


app = Starlette(routes=[Route("/", hello)])


async def serve(listener: socket.socket, stop: anyio.Event) -> None:
    config = Config()
    config.bind = [f"fd://{listener.detach()}"]  # hypercorn closes it
    config.errorlog = None
    asgi = cast(ASGIFramework, app)
    is_trio = anyio.get_cancelled_exc_class() is trio.Cancelled
    serve_app = hypercorn.trio.serve if is_trio else hypercorn.asyncio.serve
    await serve_app(asgi, config, shutdown_trigger=stop.wait)
    print("the server has stopped")


async def main() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    stop = anyio.Event()
    async with anyio.create_task_group() as tg:
        tg.start_soon(serve, listener, stop)
        async with httpx.AsyncClient(base_url=url) as client:
            answer = await client.get("/")
            print(answer.status_code, answer.text)
        stop.set()
    print("main() ends")


anyio.run(main)
