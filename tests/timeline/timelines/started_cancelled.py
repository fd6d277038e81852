# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""start() returns the handle of its task, which is then cancelled."""

import anyio
from anyio.abc import TaskStatus


async def serve(*, task_status: TaskStatus[str]) -> None:
    await anyio.sleep(0.1)
    task_status.started("ready")
    await anyio.sleep(60)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        server = await tg.start(serve, return_handle=True)
        print(server.start_value)
        await anyio.sleep(0.1)
        server.cancel()
    print(server.status.name)


anyio.run(main)
