# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# older = ["older/scope_in_the_task.py"]
# ///
"""start() can return the handle too, to stop that one service later."""

import anyio
from anyio import TASK_STATUS_IGNORED
from anyio.abc import TaskStatus


async def serve(
    site: str, *, task_status: TaskStatus[str] = TASK_STATUS_IGNORED
) -> str:
    await anyio.sleep(0.1)
    task_status.started(f"https://{site}.example")
    await anyio.sleep(0.3)
    return f"{site} served 3 clients"


async def main() -> None:
    async with anyio.create_task_group() as tg:
        shop = await tg.start(serve, "shop", return_handle=True)
        admin = await tg.start(serve, "admin", return_handle=True)
        print("ready:", shop.start_value, admin.start_value)
        admin.cancel()
        print(await shop)
        print("admin:", admin.status.name)

        wiki = tg.start_soon(serve, "wiki")
        try:
            print("ready:", wiki.start_value)
        except RuntimeError as error:
            print("wiki:", error)


anyio.run(main)
