# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""move_on_after() abandons the block when its deadline passes."""

import anyio


async def main() -> None:
    with anyio.move_on_after(0.1) as scope:
        print("waiting for a slow answer")
        await anyio.sleep(60)
        print("this line is never reached")
    print("gave up:", scope.cancelled_caught)


anyio.run(main)
