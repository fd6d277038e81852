# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
#
# [tool.example]
# backends = []
# timeline = "none"
# ///
"""A worker thread calls the other event loop, and the task waits for it."""

import anyio
import trio
from anyio import to_thread
from anyio.from_thread import BlockingPortal, start_blocking_portal


async def only_on_trio(name: str) -> str:
    await trio.sleep(0.1)
    if not name:
        raise ValueError("no name")
    return f"Trio greets {name}"


async def greet(portal: BlockingPortal, name: str) -> None:
    print(await to_thread.run_sync(portal.call, only_on_trio, name))


async def main(portal: BlockingPortal) -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(greet, portal, "Ada")
        print("asyncio goes on")
    try:
        await greet(portal, "")
    except ValueError as error:
        print("ValueError:", error)


with start_blocking_portal("trio") as portal:
    anyio.run(main, portal, backend="asyncio")
