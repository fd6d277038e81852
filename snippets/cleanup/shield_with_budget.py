# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A shield with a deadline gives the cleanup a budget, not forever."""

import anyio


async def say_goodbye(seconds: float) -> None:
    await anyio.sleep(seconds)
    print("goodbye has arrived")


async def session(goodbye_seconds: float) -> None:
    try:
        await anyio.sleep_forever()
    finally:
        with anyio.move_on_after(0.5, shield=True) as budget:
            await say_goodbye(goodbye_seconds)
        if budget.cancelled_caught:
            print("the peer did not answer, so leave without goodbye")


async def main() -> None:
    for goodbye_seconds in (0.1, 60):
        with anyio.move_on_after(0.1):
            await session(goodbye_seconds)
        print("session is over")


anyio.run(main)
