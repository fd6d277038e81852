# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "timeouts/swallow.py"
# ///
"""A retry that catches BaseException also catches its own timeout."""

import anyio


async def connect(attempt: int) -> str:
    if attempt == 1:
        raise ConnectionError("refused")
    await anyio.sleep(60)
    return "connected"


async def connect_with_retries() -> str:
    for attempt in range(1, 5):
        try:
            return await connect(attempt)
        except BaseException:
            print("attempt", attempt, "failed")
    return "not connected"


async def main() -> None:
    with anyio.move_on_after(0.1) as scope:
        print(await connect_with_retries())
    print("gave up:", scope.cancelled_caught)


anyio.run(main)
