# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A second Ctrl-C cuts the cleanup that the first one has begun."""

import signal

import anyio
from anyio import CancelScope
from anyio.abc import TaskStatus


async def cancel_at_signals(
    scopes: list[CancelScope],
    *,
    task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED,
) -> None:
    stop = (signal.SIGINT, signal.SIGTERM)
    with anyio.open_signal_receiver(*stop) as signals:
        task_status.started()
        async for signum in signals:
            print("received", signum.name)
            scopes[-1].cancel()


async def serve(scopes: list[CancelScope]) -> None:
    try:
        await anyio.sleep(0.1)
        signal.raise_signal(signal.SIGINT)  # the user presses Ctrl-C
        await anyio.sleep(60)
    finally:
        with anyio.move_on_after(30, shield=True) as cleanup:
            scopes.append(cleanup)
            print("saving; press Ctrl-C again to give up")
            await anyio.sleep(0.1)
            signal.raise_signal(signal.SIGINT)  # and again
            await anyio.sleep(10)
            print("saved")
        if cleanup.cancelled_caught:
            print("not saved")


async def main() -> None:
    scopes = [CancelScope()]
    async with anyio.create_task_group() as tg:
        await tg.start(cancel_at_signals, scopes)
        with scopes[0]:
            await serve(scopes)
        tg.cancel()
    print("clean exit")


anyio.run(main)
