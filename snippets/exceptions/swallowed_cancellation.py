# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# right = "exceptions/reraised_cancellation.py"
# ///
"""Whoever swallows a cancellation meets it again at every checkpoint."""

import anyio


async def ask_server() -> None:
    await anyio.sleep(60)


async def ask_with_retries() -> None:
    for attempt in range(1, 4):
        try:
            await ask_server()
        except BaseException as error:
            cancelled = isinstance(error, anyio.get_cancelled_exc_class())
            print(f"attempt {attempt}: cancelled: {cancelled}")
    print("out of attempts")


async def main() -> None:
    with anyio.move_on_after(0.1) as scope:
        await ask_with_retries()
    print("the timeout ended the block:", scope.cancelled_caught)


anyio.run(main)
