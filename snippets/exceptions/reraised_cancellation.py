# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Retry what you expect; let a cancellation go on its way."""

import anyio


async def ask_server(attempt: int) -> None:
    if attempt == 1:
        raise ConnectionError("the server hung up")
    await anyio.sleep(60)


async def ask_with_retries() -> None:
    for attempt in range(1, 4):
        try:
            await ask_server(attempt)
        except ConnectionError as error:
            print(f"attempt {attempt}: {error}")
        except anyio.get_cancelled_exc_class():
            print(f"attempt {attempt}: cancelled")
            raise
    print("out of attempts")


async def main() -> None:
    with anyio.move_on_after(0.1) as scope:
        await ask_with_retries()
    print("the timeout ended the block:", scope.cancelled_caught)


anyio.run(main)
