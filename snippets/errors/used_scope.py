# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A cancel scope is for one block at a time."""

import math

import anyio


async def main() -> None:
    scope = anyio.CancelScope()
    with scope:
        try:
            with scope:
                await anyio.sleep(0)
        except RuntimeError as error:
            print("entered again inside:", error)

    try:
        anyio.CancelScope().__exit__(None, None, None)
    except RuntimeError as error:
        said = str(error).partition(":")[0]
        print("left, not entered:", said)

    try:
        anyio.CancelScope(deadline=math.nan)
    except ValueError as error:
        print("a deadline that is no number:", error)

    for _ in range(2):
        with anyio.CancelScope():
            await anyio.sleep(0)
    print("a scope for each block: fine")


anyio.run(main)
