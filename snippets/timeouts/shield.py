# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A shielded commit finishes after the deadline; what follows it is cut."""

import anyio


async def commit() -> None:
    await anyio.sleep(0.3)
    print("committed")


async def notify_subscribers() -> None:
    await anyio.sleep(60)
    print("subscribers notified")


async def save_order() -> None:
    print("saving")
    # half a commit is worse than a late one, but 5 s are enough
    with anyio.move_on_after(5, shield=True):
        await commit()
    await notify_subscribers()


async def main() -> None:
    with anyio.move_on_after(0.1) as scope:
        await save_order()
    print("gave up:", scope.cancelled_caught)


anyio.run(main)
