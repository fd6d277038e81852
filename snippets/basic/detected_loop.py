# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""AnyIO's calls work in whichever loop runs; anyio.run() starts asyncio."""

import asyncio

import anyio
import trio


async def wait_for_answer() -> str:
    with anyio.move_on_after(0.1) as scope:
        await anyio.sleep(60)
    cancellation = anyio.get_cancelled_exc_class()
    library = cancellation.__module__.partition(".")[0]
    return f"on {library}, timed out: {scope.cancelled_caught}"


print("asyncio.run:", asyncio.run(wait_for_answer()))
print("trio.run:", trio.run(wait_for_answer))
print("anyio.run:", anyio.run(wait_for_answer))

try:
    anyio.current_time()
except anyio.NoEventLoopError as error:
    print("no loop:", error)
