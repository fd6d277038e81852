# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# backends = []
# timeline = "none"
# older = ["older/portal_in_a_worker.py"]
# ///
"""A task on asyncio calls a function that needs Trio."""

import anyio
import trio
from anyio.from_thread import BlockingPortal, start_blocking_portal


async def only_on_trio(name: str) -> str:
    await trio.sleep(0.1)
    if not name:
        raise ValueError("no name")
    return f"Trio greets {name}"


async def main(portal: BlockingPortal) -> None:
    async with anyio.create_task_group() as tg:
        answer = tg.start_soon(portal.call_async, only_on_trio, "Ada")
        print("asyncio goes on")
    print(answer.return_value)
    try:
        await portal.call_async(only_on_trio, "")
    except ValueError as error:
        print("ValueError:", error)


with start_blocking_portal("trio") as portal:
    anyio.run(main, portal, backend="asyncio")
