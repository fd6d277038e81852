# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A cancel scope is for one block."""

import math
import re

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
        with scope:
            print("entered again after it: taken")
    except RuntimeError as error:
        print("entered again after it:", error)

    try:
        anyio.CancelScope().__exit__(None, None, None)
    except RuntimeError as error:
        said = re.sub("<.*?>", "SCOPE", str(error))
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
