# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "httpx>=0.28", "starlette>=1"]
#
# [tool.example]
# timeline = "none"
# ///
"""What a sync handler sees of context variables, and what it hands back."""

from contextvars import ContextVar

import anyio
import httpx
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

request_id: ContextVar[str] = ContextVar("request_id")
user: ContextVar[str] = ContextVar("user", default="nobody")


class Log:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(
        self, scope: Scope, receive: Receive, send: Send
    ) -> None:
        token = request_id.set("r1")
        try:
            await self.app(scope, receive, send)
            print(scope["path"], "was called by", user.get())
        finally:
            request_id.reset(token)


async def async_handler(_: Request) -> Response:
    user.set("Ada")
    return PlainTextResponse(request_id.get())


def sync_handler(_: Request) -> Response:
    user.set("Ada")
    return PlainTextResponse(request_id.get())


app = Starlette(
    routes=[Route("/async", async_handler), Route("/sync", sync_handler)],
    middleware=[Middleware(Log)],
)


async def get(client: httpx.AsyncClient, path: str) -> None:
    print(" ", path, "sees", (await client.get(path)).text)


async def main() -> None:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://app"
    ) as client:
        for path in ("/async", "/sync"):
            async with anyio.create_task_group() as tg:
                tg.start_soon(get, client, path)


anyio.run(main)
