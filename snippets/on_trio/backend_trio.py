# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""backend="trio" runs the same function on Trio's event loop."""

import anyio
import trio


async def fetch_data() -> str:
    await anyio.sleep(0.1)
    return "data"


async def main() -> None:
    print("a Trio loop runs here:", trio.lowlevel.in_trio_run())
    print("fetched:", await fetch_data())


anyio.run(main, backend="trio")
