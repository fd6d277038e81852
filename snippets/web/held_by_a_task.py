# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "httpx>=0.28", "starlette>=1"]
#
# [tool.example]
# timeline = "none"
# ///
"""A task of the lifespan holds the session that requests open and close."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import httpx
from anyio.abc import TaskStatus
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


@asynccontextmanager
async def open_session() -> AsyncIterator[str]:
    async with anyio.create_task_group() as tg:
        tg.start_soon(anyio.sleep_forever)  # reads the answers
        yield "session"
        tg.cancel()


async def hold_session(
    close: anyio.Event,
    *,
    task_status: TaskStatus[str] = anyio.TASK_STATUS_IGNORED,
) -> None:
    async with open_session() as session:
        task_status.started(session)
        await close.wait()


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    async with anyio.create_task_group() as app.state.holders:
        yield
        app.state.holders.cancel()


async def connect(request: Request) -> Response:
    state = request.app.state
    state.close = anyio.Event()
    state.holder = await state.holders.start(
        hold_session, state.close, return_handle=True
    )
    return PlainTextResponse(state.holder.start_value)


async def disconnect(request: Request) -> Response:
    request.app.state.close.set()
    await request.app.state.holder.wait()
    return PlainTextResponse("disconnected")


app = Starlette(
    routes=[Route("/connect", connect), Route("/disconnect", disconnect)],
    lifespan=lifespan,
)


async def get(path: str) -> None:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport) as client:
        print((await client.get(f"http://app{path}")).text)


async def main() -> None:
    async with app.router.lifespan_context(app):
        for path in ("/connect", "/disconnect"):
            async with anyio.create_task_group() as request:
                request.start_soon(get, path)
    print("the application has stopped")


anyio.run(main)
