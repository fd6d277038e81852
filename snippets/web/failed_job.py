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
# right = "web/lifespan_group.py"
# support = ["serving.py"]
# timeline = "none"
# ///
"""One job that fails cancels the lifespan, and the group takes no more."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import httpx
from anyio.abc import TaskGroup
from serving import serving
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

answered, failed = anyio.Event(), anyio.Event()


@asynccontextmanager
async def lifespan(_: Starlette) -> AsyncIterator[dict[str, TaskGroup]]:
    try:
        async with anyio.create_task_group() as jobs:
            yield {"jobs": jobs}
    finally:
        print("the lifespan has ended")
        failed.set()


async def send_mail() -> None:
    await answered.wait()
    raise ConnectionError("no mail server")


async def order(request: Request) -> Response:
    request.state.jobs.start_soon(send_mail)
    return PlainTextResponse("accepted")


app = Starlette(routes=[Route("/orders", order)], lifespan=lifespan)


async def ask(url: str) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{url}/orders")
        print("  status", answer.status_code)


async def main() -> None:
    try:
        async with serving(app) as url:
            await ask(url)
            answered.set()
            await failed.wait()
            await ask(url)
    except Exception:
        print("the server failed")


anyio.run(main)
