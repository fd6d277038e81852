# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A portal's loop is chosen and set up like that of a run."""

import asyncio
import threading

import anyio
import trio.testing
from anyio.from_thread import (
    BlockingPortalProvider,
    start_blocking_portal,
)


async def asyncio_debugs() -> bool:
    return asyncio.get_running_loop().get_debug()


async def wait_an_hour() -> str:
    await anyio.sleep(3600)
    thread = threading.current_thread()
    return f"{thread.name}, a daemon: {thread.daemon}"


clock = trio.testing.MockClock(autojump_threshold=0)
with start_blocking_portal(
    "trio", {"clock": clock}, name="hours"
) as portal:
    print("an hour later, in", portal.call(wait_an_hour))

provider = BlockingPortalProvider("asyncio", {"debug": True})
print(provider.backend, provider.backend_options)
with provider as portal:
    print("debugs:", portal.call(asyncio_debugs))
