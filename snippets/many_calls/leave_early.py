# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The end of the as_completed() block cancels every call that still runs."""

import anyio


async def save(file: str, seconds: float) -> None:
    try:
        await anyio.sleep(seconds)
        print("  saved", file)
    except anyio.get_cancelled_exc_class():
        print("  did not save", file)
        raise


async def main() -> None:
    print("the block ends at once")
    async with anyio.as_completed(save("a", 0.3)):
        await anyio.sleep(0.1)

    print("the loop comes to its end")
    async with anyio.as_completed(save("a", 0.3)) as handles:
        async for _ in handles:
            pass


anyio.run(main)
