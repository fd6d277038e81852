# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A shielded scope lets the cleanup of a cancelled task finish."""

import anyio


async def say_goodbye() -> None:
    print("saying goodbye")
    await anyio.sleep(0.1)
    print("goodbye has arrived")


async def session() -> None:
    try:
        await anyio.sleep_forever()
    finally:
        with anyio.move_on_after(5, shield=True):
            await say_goodbye()


async def main() -> None:
    with anyio.move_on_after(0.1):
        await session()
    print("session is over")


anyio.run(main)
