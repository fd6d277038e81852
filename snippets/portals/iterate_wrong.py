# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "portals/iterate.py"
# timeline = "none"
# ///
"""Wrong: each step of an async generator in a call of its own."""

from collections.abc import AsyncGenerator
from contextvars import ContextVar

import anyio
from anyio.from_thread import start_blocking_portal

step = ContextVar("step", default=0)


async def numbers() -> AsyncGenerator[int, None]:
    for _ in range(3):
        step.set(step.get() + 1)
        await anyio.sleep(0)
        yield step.get()


with start_blocking_portal() as portal:
    source = numbers()
    while True:
        try:
            print(portal.call(source.__anext__))
        except StopAsyncIteration:
            break
