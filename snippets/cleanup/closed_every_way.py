# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The resource closes after success, an error and a cancellation."""

import anyio
from anyio.abc import AsyncResource


class Connection(AsyncResource):
    def __init__(self) -> None:
        print("  open")

    async def aclose(self) -> None:
        print("  closed")


async def main() -> None:
    print("the block ends")
    async with Connection():
        print("  working")

    print("the block raises")
    try:
        async with Connection():
            raise ValueError("bad answer")
    except ValueError as error:
        print("  caught:", error)

    print("the block is cancelled")
    with anyio.move_on_after(0.1) as scope:
        async with Connection():
            await anyio.sleep_forever()
    print("  gave up:", scope.cancelled_caught)


anyio.run(main)
