# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# clock = "virtual"
# timeline = "none"
# ///
"""No limit, no time, and times that are none."""

import math

import anyio


async def limited(seconds: float | None) -> None:
    try:
        with anyio.move_on_after(seconds) as scope:
            await anyio.sleep(3600)
    except ValueError as error:
        print(f"move_on_after({seconds}): {error}")
    else:
        cut = scope.cancelled_caught
        print(f"move_on_after({seconds}): cut {cut}")


async def pause(seconds: float) -> None:
    try:
        await anyio.sleep(seconds)
        print(f"sleep({seconds}): returns")
    except ValueError as error:
        print(f"sleep({seconds}): {error}")


async def main() -> None:
    for limit in (None, math.inf, 0, -1, math.nan):
        await limited(limit)
    for delay in (0, -1, math.nan):
        await pause(delay)
    await anyio.sleep_until(anyio.current_time() - 1)
    print("sleep_until() a second ago: returns")


anyio.run(main)
