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
# support = ["serving.py"]
# timeline = "none"
# ///
"""A BackgroundTask runs after the answer, where there is a connection."""

import anyio
import httpx
from serving import serving
from starlette.applications import Starlette
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


async def send_mail(answered: anyio.Event) -> None:
    with anyio.move_on_after(0.5):
        await answered.wait()
    print("  the mail is sent; answered:", answered.is_set())


async def order(request: Request) -> Response:
    mail = BackgroundTask(send_mail, request.app.state.answered)
    return PlainTextResponse("accepted", background=mail)


app = Starlette(routes=[Route("/orders", order, methods=["POST"])])


async def place_order(client: httpx.AsyncClient) -> None:
    app.state.answered = answered = anyio.Event()
    async with client:
        await client.post("/orders")
        print("  the client has its answer")
        answered.set()


async def main() -> None:
    print("served:")
    async with serving(app) as url:
        await place_order(httpx.AsyncClient(base_url=url))
    print("  the server has stopped")
    print("in the same process:")
    transport = httpx.ASGITransport(app)
    await place_order(
        httpx.AsyncClient(transport=transport, base_url="http://app")
    )


anyio.run(main)
