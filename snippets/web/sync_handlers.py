# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "httpx>=0.28", "starlette>=1"]
#
# [tool.example]
# timeline = "none"
# ///
"""Sync handlers share 40 threads, until the lifespan allows more."""

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import httpx
from anyio import to_thread
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = 60
    yield


def meet(request: Request) -> Response:
    """Wait until all 41 have come."""
    try:
        request.app.state.barrier.wait()
    except threading.BrokenBarrierError:
        return PlainTextResponse("some are missing")
    return PlainTextResponse("all are here")


app = Starlette(routes=[Route("/meet", meet)], lifespan=lifespan)


async def call_together(timeout: float) -> None:
    app.state.barrier = threading.Barrier(41, timeout=timeout)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://app"
    ) as client:
        urls = ["/meet"] * 41
        answers = await anyio.amap(client.get, urls)
    print("  ", {answer.text for answer in answers})


async def main() -> None:
    limiter = to_thread.current_default_thread_limiter()
    print("tokens:", limiter.total_tokens)
    await call_together(timeout=0.5)
    async with app.router.lifespan_context(app):
        print("tokens:", limiter.total_tokens)
        await call_together(timeout=10)


anyio.run(main)
