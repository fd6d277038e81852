# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""start() waits until a task says it is ready, so services come up in order."""

import anyio
from anyio.abc import TaskStatus


async def service(name: str, *, task_status: TaskStatus[None]) -> None:
    await anyio.sleep(0.01)
    print(name, "is up")
    task_status.started()
    await anyio.sleep_forever()


async def main() -> None:
    async with anyio.create_task_group() as task_group:
        for name in ("database", "cache", "web server"):
            await task_group.start(service, name)
        print("all are up")
        task_group.cancel_scope.cancel()


anyio.run(main)
