# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A portal hands the caller's variables in, and none back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar

from anyio.from_thread import start_blocking_portal

user: ContextVar[str] = ContextVar("user", default="nobody")


async def log_in(name: str) -> str:
    before = user.get()
    user.set(name)
    return before


@asynccontextmanager
async def session(name: str) -> AsyncIterator[None]:
    token = user.set(name)
    try:
        yield
    finally:
        user.reset(token)


with start_blocking_portal() as portal:
    user.set("the program")
    print("the call saw: ", portal.call(log_in, "ada"))
    print("the caller has:", user.get())
    with portal.wrap_async_context_manager(session("grace")):
        print("in the session:", user.get(), "and", portal.call(log_in, ""))
