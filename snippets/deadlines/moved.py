# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""What becomes of a scope whose deadline is moved, early or late."""

import math

import anyio


async def main() -> None:
    with anyio.move_on_after(0.2) as scope:
        scope.deadline = math.inf
        await anyio.sleep(0.4)
        print("taken off: the block runs on")

    with anyio.CancelScope() as scope:
        scope.deadline = anyio.current_time() + 0.2
        await anyio.sleep_forever()
    print("set later: cut", scope.cancelled_caught)

    with anyio.move_on_after(60) as scope:
        scope.deadline = anyio.current_time()
        print("moved to now: the line after it still runs")
        await anyio.sleep_forever()
    print("moved to now: cut", scope.cancelled_caught)

    with anyio.move_on_after(0.2) as scope:
        try:
            await anyio.sleep_forever()
        finally:
            scope.deadline = math.inf
            print("moved too late: cancelled", scope.cancel_called)
            await anyio.sleep(0.1)
            print("this line is not reached")


anyio.run(main)
