# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""What AnyIO makes of a negative pause and of a deadline that is no number.

Probed: whether `sleep(-1)` and `move_on_after(math.nan)` raise ValueError.
"""

import math

import anyio


async def main() -> None:
    try:
        await anyio.sleep(-1)
        print("sleep(-1) returned")
    except ValueError:
        print("sleep(-1): ValueError")

    try:
        with anyio.move_on_after(math.nan):
            await anyio.sleep(0.1)
        print("move_on_after(nan) cut nothing")
    except ValueError:
        print("move_on_after(nan): ValueError")


anyio.run(main)
