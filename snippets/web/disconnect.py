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
"""What a streaming generator sees when its client leaves."""

from collections.abc import AsyncIterator

import anyio
import httpx
from anyio import to_thread
from serving import serving
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

begun = anyio.Event()
ended = {"/bare": anyio.Event(), "/shielded": anyio.Event()}


def close_file() -> None:
    print("  the file is closed, in a thread")


async def rows(path: str) -> AsyncIterator[str]:
    try:
        while True:
            yield "a row\n"
            begun.set()
            await anyio.sleep(0.01)
    except anyio.get_cancelled_exc_class():
        print("  cancelled")
        raise
    finally:
        try:
            with anyio.move_on_after(5, shield=path == "/shielded"):
                await to_thread.run_sync(close_file)
        finally:
            ended[path].set()


async def export(request: Request) -> Response:
    return StreamingResponse(rows(request.url.path))


app = Starlette(routes=[Route(path, export) for path in ended])


async def main() -> None:
    global begun
    async with serving(app) as url:
        for path in ended:
            print(path)
            begun = anyio.Event()
            async with (
                httpx.AsyncClient() as client,
                client.stream("GET", url + path),
            ):
                await begun.wait()
            with anyio.fail_after(10):
                await ended[path].wait()


anyio.run(main)
