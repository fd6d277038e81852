# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The calls of as_completed() are run by tasks of AnyIO's own."""

import anyio


async def ask(seconds: float) -> str:
    await anyio.sleep(seconds)
    return f"after {seconds} s"


async def main() -> None:
    async with anyio.as_completed(ask(60), ask(0.1)) as handles:
        async for handle in handles:
            print(handle.return_value)
            break


anyio.run(main)
