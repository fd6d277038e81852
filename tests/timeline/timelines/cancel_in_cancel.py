# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The inner scope is cancelled, then the outer one during the cleanup."""

import anyio


async def main() -> None:
    with anyio.CancelScope() as outer:
        with anyio.CancelScope() as inner:
            inner.cancel()
            try:
                await anyio.sleep(1)
            finally:
                outer.cancel()
                print("cleanup")
        print("inner caught:", inner.cancelled_caught)
        await anyio.sleep(1)
        print("never printed")
    print("outer caught:", outer.cancelled_caught)


anyio.run(main)
