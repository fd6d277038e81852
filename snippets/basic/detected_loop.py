# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/loop_named_by_sniffio.py"]
# ///
"""AnyIO's calls work in whichever loop runs; anyio.run() starts asyncio."""

import asyncio

import anyio
import trio
from anyio.lowlevel import current_token


async def wait_for_answer() -> str:
    with anyio.move_on_after(0.1) as scope:
        await anyio.sleep(60)
    backend = current_token().backend_class.__name__
    return f"on {backend}, timed out: {scope.cancelled_caught}"


print("asyncio.run:", asyncio.run(wait_for_answer()))
print("trio.run:", trio.run(wait_for_answer))
print("anyio.run:", anyio.run(wait_for_answer))

event = anyio.Event()  # made without a loop
try:
    anyio.current_time()
except anyio.NoEventLoopError as error:
    print("no loop:", error)
