# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""A task in a portal tells that it is ready, and is stopped in peace."""

import threading

import anyio
from anyio.abc import TaskStatus
from anyio.from_thread import start_blocking_portal


async def serve(*, task_status: TaskStatus[anyio.CancelScope]) -> str:
    with anyio.CancelScope() as scope:
        print("served in", threading.current_thread().name)
        task_status.started(scope)
        try:
            await anyio.sleep_forever()
        finally:
            with anyio.move_on_after(2, shield=True):
                await anyio.sleep(0.1)
                print("task: has said goodbye")
    return "stopped"


def main() -> None:
    with start_blocking_portal(name="the loop") as portal:
        future, scope = portal.start_task(serve, name="server")
        print("ready, done:", future.done())
        portal.call(scope.cancel)
        print(future.result())


main()
