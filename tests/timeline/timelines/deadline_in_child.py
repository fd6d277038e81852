# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A deadline in a child and one round its group, the nearer first."""

import anyio


async def child() -> None:
    with anyio.move_on_after(0.1):
        await anyio.sleep(1)
    print("child: past its own deadline")
    with anyio.move_on_after(5):
        await anyio.sleep(1)
    print("never printed")


async def main() -> None:
    with anyio.move_on_after(0.25) as scope:
        async with anyio.create_task_group() as tg:
            tg.start_soon(child)
            await anyio.sleep_forever()
    print("main:", scope.cancelled_caught)
    try:
        with anyio.fail_after(0.1):
            await anyio.sleep(1)
    except TimeoutError:
        print("main: too late")


anyio.run(main)
