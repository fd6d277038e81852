"""Serves an application until a block ends, on both backends."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import anyio
import hypercorn.asyncio
import hypercorn.trio
import trio
from hypercorn.config import Config
from hypercorn.typing import ASGIFramework
from starlette.applications import Starlette


@asynccontextmanager
async def serving(app: Starlette) -> AsyncIterator[str]:
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    config = Config()
    config.bind = [f"fd://{listener.detach()}"]
    config.errorlog = None
    asgi = cast(ASGIFramework, app)
    is_trio = anyio.get_cancelled_exc_class() is trio.Cancelled
    serve_app = hypercorn.trio.serve if is_trio else hypercorn.asyncio.serve
    stop = anyio.Event()
    shield = anyio.CancelScope(shield=True)

    async def serve() -> None:
        with shield:
            await serve_app(asgi, config, shutdown_trigger=stop.wait)

    async with anyio.create_task_group() as tg:
        tg.start_soon(serve)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            shield.deadline = anyio.current_time() + 5
            stop.set()
