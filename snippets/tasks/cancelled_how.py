# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""CANCELLING means handle.cancel(); under its group's, a task is PENDING."""

import anyio
from anyio import TaskHandle


async def poll(sensor: str) -> None:
    try:
        await anyio.sleep(60)
    finally:
        print("no longer polls", sensor)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        door = tg.start_soon(poll, "door")
        window = tg.start_soon(poll, "window")
        await anyio.sleep(0.1)
        door.cancel()
        if door.status is TaskHandle.Status.CANCELLING:
            await door.wait()
        tg.cancel("nobody is at home")
        print("door:", door.status.name)
        print("window:", window.status.name)
        print("group cancelled:", tg.cancel_scope.cancel_called)
    print("window:", window.status.name)


anyio.run(main)
