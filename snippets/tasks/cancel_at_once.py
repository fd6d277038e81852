# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A task that is cancelled before it starts runs to its first checkpoint."""

import anyio
from anyio import TaskCancelled, lowlevel


async def send_invoice(customer: str) -> str:
    print("sent to", customer)
    return "sent"


async def send_unless_cancelled(customer: str) -> str:
    await lowlevel.checkpoint()
    return await send_invoice(customer)


async def main() -> None:
    for send in (send_invoice, send_unless_cancelled):
        async with anyio.create_task_group() as tg:
            handle = tg.start_soon(send, "Ada")
            handle.cancel()
            try:
                print("error:", handle.exception)
            except TaskCancelled:
                print(handle.status.name)
        print(handle.status.name)


anyio.run(main)
