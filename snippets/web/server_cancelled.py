# /// script
# requires-python = ">=3.10"
# dependencies = [
#     "anyio>=4.16",
#     "httpx>=0.28",
#     "starlette>=1",
#     "uvicorn>=0.50",
# ]
#
# [tool.example]
# backends = ["asyncio"]
# leaves = ["task", "resource"]
# right = "web/uvicorn_in_group.py"
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""uvicorn in a task group is cancelled, and goes on serving."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import httpx
import uvicorn
from starlette.applications import Starlette


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[None]:
    print("the application opens")
    yield
    print("the application closes")


async def is_open(url: str) -> bool:
    async with httpx.AsyncClient() as client:
        try:
            await client.get(url)
        except httpx.ConnectError:
            return False
        return True


async def main() -> None:
    app = Starlette(lifespan=lifespan)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical"))
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    async with anyio.create_task_group() as tg:
        tg.start_soon(server.serve, [listener])
        print("in the group, open:", await is_open(url))
        tg.cancel()
    print("after the group, open:", await is_open(url))


anyio.run(main)
