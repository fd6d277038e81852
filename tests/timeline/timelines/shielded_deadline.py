# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""A child that its group cancels cleans up with a deadline of its own."""

import anyio


async def child() -> None:
    try:
        await anyio.sleep(5)
    finally:
        with anyio.move_on_after(0.1, shield=True):
            await anyio.sleep(3)
        print("child gave up cleaning")


async def fail() -> None:
    await anyio.sleep(0.05)
    raise ValueError("wrong")


async def main() -> None:
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(child)
            tg.start_soon(fail)
    except Exception:
        print("caught")
    try:
        with anyio.fail_after(0.1):
            async with anyio.create_task_group() as tg:
                tg.start_soon(anyio.sleep, 2)
                tg.start_soon(anyio.sleep_forever)
    except TimeoutError:
        print("too late")


anyio.run(main)
