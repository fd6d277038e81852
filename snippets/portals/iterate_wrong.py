# /// script
# requires-python = ">=3.11"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "portals/iterate.py"
# timeline = "none"
# ///
"""Wrong: each step of an async generator in a call of its own."""

from collections.abc import AsyncGenerator

import anyio
from anyio.from_thread import start_blocking_portal


async def numbers() -> AsyncGenerator[int, None]:
    with anyio.fail_after(5):
        for number in range(1, 4):
            yield number


with start_blocking_portal() as portal:
    source = numbers()
    try:
        print(portal.call(source.__anext__))
    except RuntimeError:
        print("a step: RuntimeError")
    try:
        portal.call(source.aclose)
    except RuntimeError:
        print("its end: RuntimeError")
