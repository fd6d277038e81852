# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A signal receiver hears Ctrl-C, whatever the cleanup raises."""

import signal

import anyio
from anyio import TASK_STATUS_IGNORED, CancelScope
from anyio.abc import TaskStatus


async def serve() -> None:
    try:
        await anyio.sleep(0.1)
        signal.raise_signal(signal.SIGINT)  # the user presses Ctrl-C
        await anyio.sleep(60)
    finally:
        raise OSError("can't save, disk full")


async def stop_on_signal(
    service: CancelScope,
    *,
    task_status: TaskStatus[None] = TASK_STATUS_IGNORED,
) -> None:
    with anyio.open_signal_receiver(signal.SIGINT) as signals:
        task_status.started()
        async for _ in signals:
            print("stopped by the user")
            service.cancel()
            return  # a second Ctrl-C is Python's again


async def main() -> None:
    service = CancelScope()
    async with anyio.create_task_group() as tg:
        await tg.start(stop_on_signal, service)
        with service:
            await serve()
        tg.cancel()


try:
    anyio.run(main)
except Exception as error:
    print("failed:", type(error).__name__)
