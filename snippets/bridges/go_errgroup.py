# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""go, WaitGroup, errgroup, context and defer, in one task group."""

from contextvars import ContextVar

import anyio

request: ContextVar[str] = ContextVar("request")


async def fetch(page: str, limiter: anyio.CapacityLimiter) -> None:
    async with limiter:
        try:
            await anyio.sleep(0.1)
            if page == "b":
                raise ConnectionError(page)
            print("fetched", page, "for", request.get())
        finally:
            print("  done with", page)


async def main() -> None:
    request.set("Ada")
    limiter = anyio.CapacityLimiter(1)
    try:
        with anyio.fail_after(10):
            async with anyio.create_task_group() as tg:
                tg.start_soon(fetch, "a", limiter)
                await anyio.wait_all_tasks_blocked()
                tg.start_soon(fetch, "b", limiter)
                tg.start_soon(anyio.sleep, 60)
    except* ConnectionError as group:
        print("the group's error:", group.exceptions)


anyio.run(main)
