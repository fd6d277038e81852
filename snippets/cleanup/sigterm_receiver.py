# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# ///
"""A signal receiver turns SIGTERM and Ctrl-C into a cancellation."""

import os
import signal

import anyio
from anyio import CancelScope
from anyio.abc import TaskStatus


async def cancel_on_signal(
    service: CancelScope,
    *,
    task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED,
) -> None:
    stop = (signal.SIGTERM, signal.SIGINT)
    with anyio.open_signal_receiver(*stop) as signals:
        task_status.started()
        async for signum in signals:
            print("received", signum.name)
            service.cancel()


async def serve() -> None:
    try:
        print("serving")
        await anyio.sleep(0.1)
        # what a service manager or a container runtime sends
        os.kill(os.getpid(), signal.SIGTERM)
        await anyio.sleep(60)
    finally:
        with anyio.move_on_after(5, shield=True) as budget:
            await anyio.sleep(0.1)
            # and somebody at the keyboard presses Ctrl-C
            os.kill(os.getpid(), signal.SIGINT)
            await anyio.sleep(0.1)
            print("saved")
        if budget.cancelled_caught:
            print("not saved in time")


async def main() -> None:
    service = CancelScope()
    async with anyio.create_task_group() as tg:
        await tg.start(cancel_on_signal, service)
        with service:
            await serve()
        # the receiver would wait for signals forever
        tg.cancel_scope.cancel()
    print("clean exit")


anyio.run(main)
