# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Handles are awaited in an order that isn't that of the ends."""

import anyio


async def square(number: int, seconds: float) -> int:
    await anyio.sleep(seconds)
    print("has", number)
    return number**2


async def main() -> None:
    async with anyio.create_task_group() as tg:
        slow = tg.start_soon(square, 3, 0.2, name="slow")
        quick = tg.start_soon(square, 2, 0.1, name="quick")
        print(await slow)
        print(await quick)
        failing = tg.start_soon(square, 4, 1, name="late")
        with anyio.move_on_after(0.1):
            await failing
        print("gave up waiting")
        failing.cancel()


anyio.run(main)
