# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.0"]
#
# [tool.example]
# timeline = "none"
# ///
"""A group is cancelled while another task starts a service in it.

Probed: whether the service can finish its setup, and what `start()` does.
"""

import anyio
from anyio import TASK_STATUS_IGNORED
from anyio.abc import TaskGroup, TaskStatus


async def starter(group: TaskGroup, set_up: anyio.Event) -> None:
    async def service(
        *, task_status: TaskStatus[str] = TASK_STATUS_IGNORED
    ) -> None:
        await set_up.wait()
        print("set up")
        task_status.started("ready")

    try:
        print("start() returned:", await group.start(service))
    except anyio.get_cancelled_exc_class():
        print("start() was cancelled")
        raise


async def main() -> None:
    set_up = anyio.Event()
    async with (
        anyio.create_task_group() as outer,
        anyio.create_task_group() as inner,
    ):
        outer.start_soon(starter, inner, set_up)
        await anyio.wait_all_tasks_blocked()
        inner.cancel_scope.cancel()
        with anyio.CancelScope(shield=True):
            await anyio.sleep(0.1)
        set_up.set()


anyio.run(main)
