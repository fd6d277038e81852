# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = ["trio"]
# ///
"""A nursery and a cancel scope of Trio's own."""

import anyio
import trio


async def job(seconds: float) -> None:
    await trio.sleep(seconds)
    print("slept for", seconds)


async def main() -> None:
    with trio.move_on_after(0.3) as scope:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(job, 0.1)
            nursery.start_soon(job, 0.5)
    print("caught:", scope.cancelled_caught)
    await anyio.sleep(0.1)
    print("over")


anyio.run(main)
