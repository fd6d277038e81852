# /// script
# requires-python = ">=3.10"
# dependencies = [
#     "anyio[trio]>=4.16",
#     "hypercorn>=0.18",
#     "starlette>=1",
#     "uvicorn>=0.50",
# ]
#
# [tool.example]
# backends = []
# timeline = "none"
# older = ["older/loop_named_by_sniffio.py"]
# ///
"""Whoever starts the event loop, the application's AnyIO code works."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import cast

import anyio
import hypercorn.asyncio
import hypercorn.trio
import trio
import uvicorn
from anyio.lowlevel import current_token
from hypercorn.config import Config
from hypercorn.typing import ASGIFramework
from starlette.applications import Starlette


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[None]:
    async with anyio.create_task_group() as tg:
        tg.start_soon(anyio.sleep, 0.01)
    print(" ", current_token().backend_class.__name__)
    yield


async def at_once() -> None:
    """Stop the server as soon as it has started."""


async def serve_on_asyncio() -> None:
    await hypercorn.asyncio.serve(asgi, config, shutdown_trigger=at_once)


async def serve_on_trio() -> None:
    await hypercorn.trio.serve(asgi, config, shutdown_trigger=at_once)


app = Starlette(lifespan=lifespan)
asgi = cast(ASGIFramework, app)
config = Config()
config.bind = ["127.0.0.1:0"]
config.errorlog = None

print("asyncio.run:")
asyncio.run(serve_on_asyncio())
print("trio.run:")
trio.run(serve_on_trio)
print("anyio.run:")
anyio.run(serve_on_asyncio)
anyio.run(serve_on_trio, backend="trio")
print("uvicorn:")
server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="critical"))
server.should_exit = True
server.run()
