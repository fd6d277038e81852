# /// script
# requires-python = ">=3.10"
# dependencies = ["anyio[trio]>=4.16"]
#
# [tool.example]
# timeline = "none"
# ///
"""Tasks and time: which halves of a checkpoint do the calls have?"""

import time
from collections.abc import Awaitable, Callable

import anyio
from anyio import lowlevel


async def probe(name: str, call: Callable[[], Awaitable[object]]) -> None:
    with anyio.CancelScope() as scope:
        scope.cancel()
        await call()
    async with anyio.create_task_group() as tg:
        neighbour = tg.start_soon(lowlevel.checkpoint)
        for _ in range(9):  # two or three turns are enough
            await call()
        has_run = neighbour.status.name == "FINISHED"
    with anyio.move_on_after(0.05) as limit:
        for _ in range(3):
            time.sleep(0.1)  # stands for a computation
            await call()
    print(
        f"{name:30}{scope.cancelled_caught!s:7}"
        f"{has_run!s:10}{limit.cancelled_caught}"
    )


async def main() -> None:
    maybe = lowlevel.checkpoint_if_cancelled
    uncut = lowlevel.cancel_shielded_checkpoint

    async def end_group(tasks: int) -> None:
        async with anyio.create_task_group() as tg:
            for _ in range(tasks):
                tg.start_soon(uncut)

    print(f"{'':30}check  schedule  deadline")
    await probe("checkpoint()", lowlevel.checkpoint)
    await probe("checkpoint_if_cancelled()", maybe)
    await probe("cancel_shielded_checkpoint()", uncut)
    await probe("sleep(0)", lambda: anyio.sleep(0))
    await probe("end of an empty task group", lambda: end_group(0))
    await probe("end of a group with a task", lambda: end_group(1))


anyio.run(main)
