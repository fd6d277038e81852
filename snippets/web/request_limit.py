# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "httpx>=0.28", "starlette>=1"]
#
# [tool.example]
# clock = "virtual"
# ///
"""A time limit for every request, and what it cuts besides the answer."""

import anyio
import httpx
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class TimeLimit:
    def __init__(self, app: ASGIApp, seconds: float) -> None:
        self.app = app
        self.seconds = seconds

    async def __call__(
        self, scope: Scope, receive: Receive, send: Send
    ) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def note(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        with anyio.move_on_after(self.seconds) as limit:
            await self.app(scope, receive, note)
        if limit.cancelled_caught and not begun:
            late = PlainTextResponse("too slow", 503)
            await late(scope, receive, send)


async def wait(seconds: float) -> None:
    try:
        await anyio.sleep(seconds)
        print("  done after", seconds)
    except anyio.get_cancelled_exc_class():
        print("  cut")
        raise


async def report(request: Request) -> Response:
    await wait(float(request.path_params["seconds"]))
    return PlainTextResponse("report")


async def order(_: Request) -> Response:
    return PlainTextResponse(
        "accepted", background=BackgroundTask(wait, 60)
    )


app = Starlette(
    routes=[Route("/report/{seconds}", report), Route("/order", order)],
    middleware=[Middleware(TimeLimit, seconds=1)],
)


async def main() -> None:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://app"
    ) as client:
        for path in ("/report/0.5", "/report/60", "/order"):
            print(path)
            answer = await client.get(path)
            print(" ", answer.status_code, answer.text)


anyio.run(main)
