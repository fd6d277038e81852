# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""cancel() is a request: behind a shield, the task still finishes."""

import anyio
from anyio import TaskCancelled


async def commit() -> str:
    with anyio.fail_after(5, shield=True):
        await anyio.sleep(0.2)
    return "committed"


async def main() -> None:
    async with anyio.create_task_group() as tg:
        order = tg.start_soon(commit)
        await anyio.sleep(0.1)
        order.cancel()
        print("order:", order.status.name)
        try:
            print("result:", order.return_value)
        except TaskCancelled:
            print("no result yet, and maybe never")
    print("order:", order.status.name)
    print("result:", order.return_value)


anyio.run(main)
