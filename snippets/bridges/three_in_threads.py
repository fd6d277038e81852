# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""AnyIO 3's names for calls to a thread and from one, and portals."""

import warnings
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
from anyio import from_thread, to_thread

warnings.simplefilter("ignore", DeprecationWarning)
three: Any = anyio


def call_back() -> int:
    return from_thread.run_sync(len, "four")


async def old_limiter() -> bool:
    limiter = to_thread.current_default_thread_limiter()
    return three.current_default_worker_thread_limiter() is limiter


async def old_portal_here() -> int:
    async with three.create_blocking_portal() as portal:
        return await to_thread.run_sync(portal.call, len, "four")


def old_portal() -> int:
    with three.start_blocking_portal("asyncio") as portal:
        found: int = portal.call(len, "four")
        return found


async def attempt(
    name: str, call: Callable[..., Awaitable[object]], *args: Any
) -> None:
    try:
        print(f"{name}: {await call(*args)}")
    except AttributeError as error:
        print(f"{name}: {type(error).__name__}")


async def main() -> None:
    run = to_thread.run_sync
    await attempt(
        "run_sync_in_worker_thread()",
        lambda: three.run_sync_in_worker_thread(call_back),
    )
    await attempt("to_thread.run_sync()", run, call_back)
    await attempt(
        "run_sync_from_thread()",
        run,
        lambda: three.run_sync_from_thread(len, "four"),
    )
    await attempt(
        "run_async_from_thread()",
        run,
        lambda: three.run_async_from_thread(anyio.sleep, 0),
    )
    await attempt("the same limiter by its old name", old_limiter)
    await attempt("create_blocking_portal()", old_portal_here)
    await attempt("start_blocking_portal()", run, old_portal)


anyio.run(main)
