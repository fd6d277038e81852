# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""Two nested scopes are cancelled at once.

Probed: whether the code between their ends still runs.
"""

import anyio


async def main() -> None:
    with anyio.CancelScope() as outer:
        with anyio.CancelScope() as inner:
            inner.cancel()
            outer.cancel()
            await anyio.sleep(1)
        print("between the scopes")
    print("outer caught it:", outer.cancelled_caught)
    print("inner caught it:", inner.cancelled_caught)


anyio.run(main)
