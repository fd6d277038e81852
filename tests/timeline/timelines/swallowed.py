# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A task that swallows its cancellation is cancelled again at its next wait."""

import anyio


async def stubborn() -> None:
    for attempt in range(2):
        try:
            await anyio.sleep(1)
        except anyio.get_cancelled_exc_class():
            print("swallowed", attempt)
    print("stubborn ends")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(stubborn)
        await anyio.sleep(0.1)
        tg.cancel_scope.cancel()


anyio.run(main)
