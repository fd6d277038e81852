# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A cancelled task cleans up behind a shield before it ends."""

import anyio


async def connection() -> None:
    try:
        await anyio.sleep(1)
    except anyio.get_cancelled_exc_class():
        print("cancelled: closing")
        with anyio.CancelScope(shield=True):
            await anyio.sleep(0.2)
        print("closed")
        raise


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(connection)
        await anyio.sleep(0.1)
        tg.cancel_scope.cancel()
    print("over")


anyio.run(main)
