# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1", "sniffio>=1.3"]
# ///
"""sniffio names the library that runs, where there is one."""

import asyncio

import anyio
import sniffio
import trio


async def wait_for_answer() -> str:
    with anyio.move_on_after(0.1) as scope:
        await anyio.sleep(60)
    library = sniffio.current_async_library()
    return f"on {library}, timed out: {scope.cancel_called}"


print("asyncio.run:", asyncio.run(wait_for_answer()))
print("trio.run:", trio.run(wait_for_answer))
print("anyio.run:", anyio.run(wait_for_answer))

try:
    sniffio.current_async_library()
except sniffio.AsyncLibraryNotFoundError as error:
    print("no loop:", type(error).__name__)
