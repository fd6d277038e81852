# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""move_on_after() counts from the call, fail_after() from the with statement."""

import anyio
from anyio.lowlevel import checkpoint


async def main() -> None:
    move_on = anyio.move_on_after(0.3)
    fail = anyio.fail_after(0.3)
    await anyio.sleep(0.4)

    with move_on as scope:
        await checkpoint()
    print("move_on_after() gave up:", scope.cancelled_caught)

    with fail as scope:
        await checkpoint()
    print("fail_after() gave up:", scope.cancelled_caught)


anyio.run(main)
