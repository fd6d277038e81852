# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# backends = ["trio"]
# timeline = "none"
# ///
"""A limiter without free tokens is asked for one that is there at once.

Probed: whether the error is AnyIO's WouldBlock, or one of Trio.
"""

import anyio
import trio


async def main() -> None:
    limiter = anyio.CapacityLimiter(1)
    limiter.acquire_on_behalf_of_nowait("first")
    try:
        limiter.acquire_on_behalf_of_nowait("second")
    except anyio.WouldBlock:
        print("AnyIO's WouldBlock")
    except trio.WouldBlock:
        print("Trio's WouldBlock")


anyio.run(main)
