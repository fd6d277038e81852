# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""A task hands over a scope of its own, so it can be cancelled alone."""

import anyio
from anyio.abc import TaskStatus


async def send_heartbeats(
    *, task_status: TaskStatus[anyio.CancelScope]
) -> None:
    with anyio.CancelScope() as scope:
        task_status.started(scope)
        try:
            while True:
                await anyio.sleep(0.12)
        finally:
            print("heartbeats stop")


async def build_report() -> str:
    await anyio.sleep(0.3)
    return "report ready"


async def upload(text: str) -> None:
    await anyio.sleep(0.1)
    print("uploaded:", text)


async def main() -> None:
    async with anyio.create_task_group() as tg:
        heartbeats = await tg.start(send_heartbeats)
        report = await build_report()
        print(report)
        heartbeats.cancel()
        tg.start_soon(upload, report)
    print("heartbeats cancelled:", heartbeats.cancel_called)
    print("group cancelled:", tg.cancel_scope.cancel_called)


anyio.run(main)
