# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A cancelled call into another loop waits for what it has cancelled."""

import anyio
from anyio.from_thread import BlockingPortal, start_blocking_portal


async def tidy() -> None:
    try:
        await anyio.sleep_forever()
    finally:
        with anyio.move_on_after(2, shield=True):
            await anyio.sleep(0.2)
            print("  tidied up")


async def shielded() -> str:
    with anyio.move_on_after(2, shield=True):
        await anyio.sleep(0.3)
    return "a value"


async def broken() -> None:
    try:
        await anyio.sleep_forever()
    finally:
        raise ValueError("cleanup")


async def main(portal: BlockingPortal) -> None:
    for function, abandon in (
        (tidy, False),
        (shielded, False),
        (broken, False),
        (broken, True),
    ):
        print(function.__name__, "abandoned:" if abandon else "awaited:")
        try:
            with anyio.move_on_after(0.1) as scope:
                await portal.call_async(function, abandon_on_cancel=abandon)
                print("  returned")
        except ValueError as error:
            print("  ValueError:", error)
        print("  the limit caught it:", scope.cancelled_caught)


with start_blocking_portal() as portal:
    anyio.run(main, portal)
