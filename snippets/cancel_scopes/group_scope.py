# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
# ///
"""The scope of a task group limits and shields the group as a whole."""

import anyio


async def flush(name: str, seconds: float) -> None:
    await anyio.sleep(seconds)
    print(f"{name} is written")


async def close_all() -> None:
    async with anyio.create_task_group() as tg:
        tg.cancel_scope.shield = True
        tg.cancel_scope.deadline = anyio.current_time() + 0.4
        tg.start_soon(flush, "index", 0.2)
        tg.start_soon(flush, "archive", 60)
    if tg.cancel_scope.cancelled_caught:
        print("not all of it was written")


async def main() -> None:
    with anyio.CancelScope() as service:
        service.cancel("shutdown")
        await close_all()
        print("closed, though the service is cancelled")
        await anyio.sleep(0.1)
        print("this line is not reached")


anyio.run(main)
