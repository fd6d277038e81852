# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "httpx>=0.28", "starlette>=1"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""A BackgroundTask runs after the answer, and before the call returns."""

import anyio
import httpx
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send


async def send_mail() -> None:
    await anyio.sleep(1)
    print("the mail is sent")


async def order(_: Request) -> Response:
    mail = BackgroundTask(send_mail)
    return PlainTextResponse("accepted", background=mail)


app = Starlette(routes=[Route("/orders", order, methods=["POST"])])


async def serve(scope: Scope, receive: Receive, send: Send) -> None:
    """Call the application as a server does."""

    async def write(message: Message) -> None:
        if message["type"] == "http.response.body":
            print("the answer is sent")
        await send(message)

    await app(scope, receive, write)
    print("the call returns")


async def main() -> None:
    transport = httpx.ASGITransport(serve)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://app"
    ) as client:
        await client.post("/orders")
        print("the client in the same process has its answer")


anyio.run(main)
