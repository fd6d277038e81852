# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""Two tasks that one event wakes fail at once; the group raises both."""

import anyio


async def fail(error: Exception, event: anyio.Event) -> None:
    await event.wait()
    raise error


async def bystander() -> None:
    try:
        await anyio.sleep(1)
    finally:
        print("bystander stops")


async def main() -> None:
    event = anyio.Event()
    try:
        async with anyio.create_task_group() as tg:
            tg.start_soon(bystander)
            tg.start_soon(fail, ValueError("one"), event)
            tg.start_soon(fail, ValueError("two"), event)
            await anyio.sleep(0.1)
            event.set()
    except Exception as group:
        print(sorted(map(str, getattr(group, "exceptions", ()))))


anyio.run(main)
