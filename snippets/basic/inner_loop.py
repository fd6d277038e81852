# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Where a loop runs, await works, and anyio.run() is refused."""

import asyncio

import anyio
import trio


async def answer() -> str:
    await anyio.sleep(0.1)
    return "42"


# a function as a web framework or a notebook calls it
async def handler() -> None:
    print("  await:", await answer())
    try:
        print("  anyio.run():", anyio.run(answer))
    except RuntimeError as error:
        print("  anyio.run():", error)


print("called by asyncio")
asyncio.run(handler())
print("called by Trio")
trio.run(handler)
