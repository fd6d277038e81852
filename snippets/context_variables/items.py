# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""An item brings no context along: send what the worker needs."""

from contextvars import Context, ContextVar, copy_context

import anyio
from anyio.streams.memory import MemoryObjectReceiveStream

request: ContextVar[str] = ContextVar("request", default="none")


def log(text: str) -> None:
    print(f"[{request.get()}] {text}")


async def work(
    jobs: MemoryObjectReceiveStream[tuple[str, Context]],
) -> None:
    with jobs:
        async for job, context in jobs:
            log(f"{job}, in the worker's context")
            context.run(log, f"{job}, in the request's context")


async def handle(number: int) -> tuple[str, Context]:
    request.set(f"r{number}")
    return f"job {number}", copy_context()


async def main() -> None:
    send, receive = anyio.create_memory_object_stream[tuple[str, Context]]()
    async with anyio.create_task_group() as tg:
        with send, receive:
            tg.start_soon(work, receive.clone())
            for item in await anyio.gather(handle(1), handle(2)):
                await send.send(item)


anyio.run(main)
