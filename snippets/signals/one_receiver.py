# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# platforms = ["linux", "darwin"]
# timeline = "none"
# older = ["older/cancel_scope_of_group.py"]
# ///
"""One receiver for all signals hands each to those who wait for it."""

import os
import signal
from collections.abc import Callable, Mapping

import anyio
from anyio.abc import TaskStatus


async def receive(
    actions: Mapping[signal.Signals, Callable[[], None]],
    *,
    task_status: TaskStatus[None] = anyio.TASK_STATUS_IGNORED,
) -> None:
    with anyio.open_signal_receiver(*actions) as signals:
        task_status.started()
        async for signum in signals:
            actions[signum]()


async def main() -> None:
    rotated, stop = anyio.Event(), anyio.Event()
    actions = {signal.SIGUSR1: rotated.set, signal.SIGTERM: stop.set}
    async with anyio.create_task_group() as tg:
        await tg.start(receive, actions)
        with anyio.fail_after(5):
            os.kill(os.getpid(), signal.SIGUSR1)
            await rotated.wait()
            print("the log is rotated")
            os.kill(os.getpid(), signal.SIGTERM)
            await stop.wait()
            print("stopping")
        tg.cancel()


anyio.run(main)
