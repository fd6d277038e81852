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
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A handler isn't told that its client has left; one that listens is."""

import anyio
import httpx
from serving import serving
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

begun, left, ended = anyio.Event(), anyio.Event(), anyio.Event()


async def work() -> None:
    begun.set()
    await left.wait()
    await anyio.sleep(0.5)
    print("  worked to the end")


async def plain(_: Request) -> Response:
    await work()
    ended.set()
    return PlainTextResponse("done")


async def cancel_at_disconnect(
    request: Request, scope: anyio.CancelScope
) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    print("  the client has left")
    scope.cancel()


async def listening(request: Request) -> Response:
    async with anyio.create_task_group() as tg:
        tg.start_soon(cancel_at_disconnect, request, tg.cancel_scope)
        await work()
        tg.cancel()
    ended.set()
    return PlainTextResponse("done")


app = Starlette(
    routes=[Route("/plain", plain), Route("/listening", listening)]
)


async def main() -> None:
    global begun, left, ended
    async with serving(app) as url, httpx.AsyncClient() as client:
        for path in ("/plain", "/listening"):
            print(path)
            begun, left, ended = anyio.Event(), anyio.Event(), anyio.Event()
            async with anyio.create_task_group() as tg:
                tg.start_soon(client.get, url + path)
                await begun.wait()
                tg.cancel()
            left.set()
            await ended.wait()


anyio.run(main)
