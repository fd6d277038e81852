# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""anyio.run() starts an event loop and runs one async function in it."""

import anyio


async def say_hello() -> None:
    print("Hello from AnyIO!")


anyio.run(say_hello)
