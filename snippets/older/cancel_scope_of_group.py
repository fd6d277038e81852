# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=3.7.1"]
# ///
"""tg.cancel_scope.cancel() ends all tasks of a group."""

import anyio


async def send_heartbeats() -> None:
    try:
        await anyio.sleep_forever()
    finally:
        print("heartbeats stop")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        tg.start_soon(send_heartbeats)
        await anyio.sleep(0.1)
        print("report ready")
        tg.cancel_scope.cancel()
    print("group cancelled:", tg.cancel_scope.cancel_called)


anyio.run(main)
