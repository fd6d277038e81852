# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# ///
"""A signal receiver turns SIGTERM into a cancellation."""

import os
import signal

import anyio
from anyio import CancelScope
from anyio.abc import TaskStatus


async def cancel_on_sigterm(
    scope: CancelScope,
    *,
    task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED,
) -> None:
    with anyio.open_signal_receiver(signal.SIGTERM) as signals:
        task_status.started()
        async for signum in signals:
            print("received", signum.name)
            scope.cancel()
            return


async def serve() -> None:
    try:
        print("serving")
        # what a service manager or a container runtime sends
        os.kill(os.getpid(), signal.SIGTERM)
        await anyio.sleep(60)
    finally:
        with anyio.move_on_after(5, shield=True):
            await anyio.sleep(0.1)
            print("saved")


async def main() -> None:
    async with anyio.create_task_group() as tg:
        await tg.start(cancel_on_sigterm, tg.cancel_scope)
        await serve()
        # a service that ends by itself ends its receiver too
        tg.cancel_scope.cancel()
    print("clean exit")


anyio.run(main)
