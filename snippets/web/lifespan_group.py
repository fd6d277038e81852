# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16", "httpx>=0.28", "starlette>=1"]
#
# [tool.example]
# clock = "virtual"
# ///
"""Jobs in the lifespan's task group outlive their request."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
import httpx
from anyio.abc import TaskGroup
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route


@asynccontextmanager
async def lifespan(app: Starlette) -> AsyncIterator[None]:
    opened_in = anyio.get_current_task().id
    async with anyio.create_task_group() as jobs:
        app.state.jobs = jobs
        yield
        jobs.cancel_scope.deadline = anyio.current_time() + 10
    print("the same task:", anyio.get_current_task().id == opened_in)


async def send_mail(name: str, seconds: float, works: bool = True) -> None:
    try:
        await anyio.sleep(seconds)
        if not works:
            raise ConnectionError("no mail server")
        print("  sent:", name)
    except ConnectionError as error:
        print("  failed:", name, "-", error)
    except anyio.get_cancelled_exc_class():
        print("  given up:", name)
        raise


async def order(request: Request) -> Response:
    jobs: TaskGroup = request.app.state.jobs
    jobs.start_soon(send_mail, "receipt", 1)
    jobs.start_soon(send_mail, "invoice", 2, False)
    jobs.start_soon(send_mail, "newsletter", 3600)
    return PlainTextResponse("accepted")


app = Starlette(
    routes=[Route("/orders", order, methods=["POST"])], lifespan=lifespan
)


async def main() -> None:
    transport = httpx.ASGITransport(app)
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(
            transport=transport, base_url="http://app"
        ) as client,
    ):
        answer = await client.post("/orders")
        print("the client has its answer:", answer.text)
    print("the application has stopped")


anyio.run(main)
