# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""An event wakes both tasks that wait for it."""

import anyio


async def wait_for(event: anyio.Event, seconds: float) -> None:
    await event.wait()
    print("woken, sleeps for", seconds)
    await anyio.sleep(seconds)
    print("slept for", seconds)


async def main() -> None:
    event = anyio.Event()
    async with anyio.create_task_group() as tg:
        tg.start_soon(wait_for, event, 0.1)
        tg.start_soon(wait_for, event, 0.2)
        await anyio.sleep(0.1)
        event.set()
        print("set")


anyio.run(main)
