# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A portal waits for its tasks, or cancels them."""

import anyio
from anyio.abc import TaskStatus
from anyio.from_thread import BlockingPortal, start_blocking_portal


async def upload(*, task_status: TaskStatus[None]) -> None:
    task_status.started()
    try:
        await anyio.sleep(0.2)
        print("  upload finished")
    except anyio.get_cancelled_exc_class():
        print("  upload cancelled")
        raise


def end(portal: BlockingPortal, how: str) -> None:
    if how == "an error":
        raise ValueError
    if how == "stop()":
        portal.call(portal.stop)
    if how == "stop(True)":
        portal.call(portal.stop, True)


for how in ("its end", "an error", "stop()", "stop(True)"):
    print(f"the block is left by {how}:")
    try:
        with start_blocking_portal() as portal:
            portal.start_task(upload)
            end(portal, how)
    except ValueError:
        print("  ValueError")

try:
    portal.call(anyio.sleep, 0)
except RuntimeError as error:
    print("later:", error)
