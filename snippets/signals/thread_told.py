# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# older = ["older/thread_told_by_event.py"]
# ///
"""A worker thread hears of SIGTERM when it asks."""

import os
import signal
import time

import anyio
from anyio import CancelScope, from_thread, to_thread
from anyio.abc import TaskStatus


def import_rows() -> None:
    done = 0
    try:
        while True:
            time.sleep(0.01)  # one row
            done += 1
            if done == 20:
                os.kill(os.getpid(), signal.SIGTERM)
            from_thread.check_cancelled()
    finally:
        print("stopped between two rows:", done >= 20)


async def cancel_on_signal(
    work: CancelScope, *, task_status: TaskStatus[None]
) -> None:
    with anyio.open_signal_receiver(signal.SIGTERM) as signals:
        task_status.started()
        async for signum in signals:
            print("received", signum.name)
            work.cancel()


async def main() -> None:
    work = CancelScope()
    async with anyio.create_task_group() as tg:
        await tg.start(cancel_on_signal, work)
        with work:
            await to_thread.run_sync(import_rows)
        tg.cancel()
    print("clean exit")


anyio.run(main)
