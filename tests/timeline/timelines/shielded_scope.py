# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A shield keeps the deadline outside away until the shield is left."""

import anyio


async def main() -> None:
    with anyio.move_on_after(0.1) as outer:
        with anyio.CancelScope(shield=True):
            await anyio.sleep(0.2)
            print("shielded sleep is over")
        print("shield is left; outer cancelled:", outer.cancel_called)
        await anyio.sleep(1)
        print("never printed")
    print("caught:", outer.cancelled_caught)


anyio.run(main)
