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
# right = "web/held_by_a_task.py"
# support = ["serving.py"]
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A session that one request opens, and another one closes."""

import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager

import anyio
import httpx
from serving import serving
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


stack = AsyncExitStack()


async def connect(_: Request) -> Response:
    return PlainTextResponse(
        await stack.enter_async_context(open_session())
    )


async def disconnect(_: Request) -> Response:
    try:
        await stack.aclose()
    except RuntimeError as error:
        return PlainTextResponse(str(error), 500)
    return PlainTextResponse("disconnected")


app = Starlette(
    routes=[Route("/connect", connect), Route("/disconnect", disconnect)]
)


async def main() -> None:
    async with serving(app) as url, httpx.AsyncClient() as client:
        await client.get(f"{url}/connect")
        print("  " + (await client.get(f"{url}/disconnect")).text)


def reasons(error: BaseException) -> Iterator[str]:
    for inner in getattr(error, "exceptions", ()):
        yield from reasons(inner)
    yield str(error).partition(":")[0]


def run_in_child_process(backend: str) -> None:
    child = subprocess.run(
        [sys.executable, __file__, backend],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    print(f"{backend}:\n{child.stdout}", end="")


if sys.argv[1:] in (["asyncio"], ["trio"]):
    try:
        anyio.run(main, backend=sys.argv[1])
    except Exception as error:
        broken = "Nursery stack corrupted"
        if broken in reasons(error):
            print(f"  the run has failed: {broken}")
else:
    run_in_child_process("asyncio")
    run_in_child_process("trio")
