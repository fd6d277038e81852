# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The main thread has an event loop in another thread do its work."""

import anyio
from anyio.from_thread import start_blocking_portal


async def fetch(name: str, seconds: float) -> str:
    await anyio.sleep(seconds)
    print("loop:", name)
    return name


with start_blocking_portal() as portal:
    print("main thread:", portal.call(fetch, "first", 0.1))
    future = portal.start_task_soon(fetch, "second", 0.2)
    print("main thread: started another one")
    print("main thread:", future.result())
print("main thread: over")
