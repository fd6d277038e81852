# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""A signal is heard when the event loop has time for it."""

import signal
import time

import anyio
from anyio.abc import TaskStatus


async def receive(
    heard: anyio.Event, *, task_status: TaskStatus[None]
) -> None:
    with anyio.open_signal_receiver(signal.SIGUSR1) as signals:
        task_status.started()
        async for signum in signals:
            print("  received", signum.name)
            heard.set()


def make_report() -> None:
    signal.raise_signal(signal.SIGUSR1)
    time.sleep(0.5)
    print("  the report is made")


async def main() -> None:
    heard = anyio.Event()
    async with anyio.create_task_group() as tg:
        await tg.start(receive, heard)
        print("in the event loop")
        make_report()
        await heard.wait()
        print("in a worker thread")
        await anyio.to_thread.run_sync(make_report)
        tg.cancel()


anyio.run(main)
