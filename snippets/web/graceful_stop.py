# /// script
# requires-python = ">=3.10"
# dependencies = [
#     "anyio[trio]>=4.16",
#     "hypercorn>=0.18",
#     "starlette>=1",
# ]
#
# [tool.example]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A cancelled server stops as if it had been asked, and has a limit."""

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

opened = anyio.Event()


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[None]:
    opened.set()
    yield
    await anyio.sleep(0.01)
    print("the application has closed")


async def serve(app: Starlette, listener: socket.socket) -> None:
    """Serve until cancelled; then stop within five seconds."""
    config = Config()
    config.bind = [f"fd://{listener.detach()}"]  # hypercorn closes it
    config.errorlog = None
    stop = anyio.Event()
    shield = anyio.CancelScope(shield=True)
    asgi = cast(ASGIFramework, app)
    is_trio = anyio.get_cancelled_exc_class() is trio.Cancelled
    serve_app = hypercorn.trio.serve if is_trio else hypercorn.asyncio.serve

    async def run() -> None:
        with shield:
            await serve_app(asgi, config, shutdown_trigger=stop.wait)

    async with anyio.create_task_group() as tg:
        tg.start_soon(run)
        try:
            await anyio.sleep_forever()
        finally:
            shield.deadline = anyio.current_time() + 5
            stop.set()


async def main() -> None:
    app = Starlette(lifespan=lifespan)
    listener = socket.create_server(("127.0.0.1", 0))
    async with anyio.create_task_group() as tg:
        tg.start_soon(serve, app, listener)
        await opened.wait()
        tg.cancel()
    print("main() ends")


anyio.run(main)
